package io.xiaodan.web.record;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.record.Caller;
import io.xiaodan.record.GroupQuery;
import io.xiaodan.record.RecordGroups;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.RecordPage;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions about many records whose words do not fit an address. */
@RestController
@RequestMapping("/api/forms/{form}/records")
class ListController {

  private static final int USUAL = 50;
  private static final int USUAL_GROUPS = 100;

  private final Blueprints blueprints;
  private final RecordLists lists;
  private final RecordGroups groups;

  ListController(Blueprints blueprints, RecordLists lists, RecordGroups groups) {
    this.blueprints = blueprints;
    this.lists = lists;
    this.groups = groups;
  }

  @PostMapping("/query")
  RecordPage query(@PathVariable String form, @RequestBody ListBody body, Actor actor) {
    return lists.page(caller(actor), form, body.query(USUAL));
  }

  @PostMapping("/groups")
  RecordGroups.Page groups(@PathVariable String form, @RequestBody ListBody body, Actor actor) {
    int limit = body.limit() == null ? USUAL_GROUPS : body.limit();
    return groups.groups(
        caller(actor),
        form,
        new GroupQuery(body.query(1), body.readGroups(), body.readTotals(), limit, body.after()));
  }

  @PostMapping("/totals")
  RecordGroups.Totals totals(@PathVariable String form, @RequestBody ListBody body, Actor actor) {
    return groups.totals(caller(actor), form, body.query(1), body.readTotals());
  }

  private Caller caller(Actor actor) {
    return new Caller(blueprints.current(), actor);
  }
}

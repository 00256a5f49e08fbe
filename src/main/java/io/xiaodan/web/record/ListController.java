package io.xiaodan.web.record;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ChoiceQuestion;
import io.xiaodan.record.GroupQuery;
import io.xiaodan.record.RecordChoices;
import io.xiaodan.record.RecordGroups;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.RecordPage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Questions about many records whose words do not fit an address. */
@RestController
@RequestMapping("/api/forms/{form}")
class ListController {

  private static final int USUAL = 50;
  private static final int USUAL_GROUPS = 100;
  private static final int USUAL_CHOICES = 20;

  private final Blueprints blueprints;
  private final RecordLists lists;
  private final RecordGroups groups;
  private final RecordChoices choices;

  ListController(
      Blueprints blueprints, RecordLists lists, RecordGroups groups, RecordChoices choices) {
    this.choices = choices;
    this.blueprints = blueprints;
    this.lists = lists;
    this.groups = groups;
  }

  @PostMapping("/records/query")
  RecordPage query(@PathVariable String form, @RequestBody ListBody body, Actor actor) {
    return lists.page(caller(actor), form, body.query(USUAL));
  }

  @PostMapping("/records/groups")
  RecordGroups.Page groups(@PathVariable String form, @RequestBody ListBody body, Actor actor) {
    int limit = body.limit() == null ? USUAL_GROUPS : body.limit();
    return groups.groups(
        caller(actor),
        form,
        new GroupQuery(body.query(1), body.readGroups(), body.readTotals(), limit, body.after()));
  }

  @PostMapping("/records/totals")
  RecordGroups.Totals totals(@PathVariable String form, @RequestBody ListBody body, Actor actor) {
    return groups.totals(caller(actor), form, body.query(1), body.readTotals());
  }

  /** What stands on the screen around a reference. */
  record ChoiceBody(
      @Nullable UUID record,
      @Nullable JsonNode values,
      @Nullable JsonNode row,
      @Nullable String search,
      @Nullable Integer limit) {}

  record Items(List<Map<String, @Nullable Object>> items) {}

  @PostMapping("/fields/{field}/choices")
  Items choices(
      @PathVariable String form,
      @PathVariable String field,
      @RequestBody ChoiceBody body,
      Actor actor) {
    JsonNode nothing = MissingNode.getInstance();
    return new Items(
        choices.choices(
            caller(actor),
            form,
            new ChoiceQuestion(
                field,
                body.record(),
                body.values() == null ? nothing : body.values(),
                body.row() == null ? nothing : body.row(),
                body.search(),
                body.limit() == null ? USUAL_CHOICES : body.limit())));
  }

  private Caller caller(Actor actor) {
    return new Caller(blueprints.current(), actor);
  }
}

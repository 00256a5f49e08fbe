package io.xiaodan.tracking;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.carrier.ParcelMoved;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.Records;
import io.xiaodan.record.Write;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes what a carrier says into the deliveries it is about, so that rules hear of it. */
@Component
class ParcelWatch {

  private static final int MOST = 20;

  private final Blueprints blueprints;
  private final RecordLists lists;
  private final Records records;

  ParcelWatch(Blueprints blueprints, RecordLists lists, Records records) {
    this.blueprints = blueprints;
    this.lists = lists;
    this.records = records;
  }

  @EventListener
  void moved(ParcelMoved moved) {
    Caller caller = new Caller(blueprints.current(), Actor.system(Origin.API));
    for (Tracking tracking : caller.blueprint().all(Tracking.TYPE).values()) {
      Tracking.Deliveries of = tracking.deliveries();
      if (of == null
          || of.state() == null
          || of.carrier() == null
          || of.number() == null
          || !(of.state().type() instanceof SelectType select)
          || !select.options().containsKey(moved.state().key())) {
        continue;
      }
      String filter =
          of.number() + " = \"" + moved.parcel().number().replace("\"", "\"\"") + "\" and "
              + of.carrier() + " = \"" + moved.parcel().carrier() + "\"";
      for (Map<String, ?> item :
          lists
              .page(
                  caller, of.form().key(), new ListQuery(filter, null, null, false, MOST, null))
              .items()) {
        records.update(
            caller,
            of.form().key(),
            UUID.fromString(String.valueOf(item.get("id"))),
            null,
            Write.trusted(null, Map.of(of.state().key(), moved.state().key())));
      }
    }
  }
}

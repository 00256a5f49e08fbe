package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What stored records post, by what is published now. */
@Component
class RecordPostings {

  private final Records records;
  private final Workspace workspace;
  private final JsonMapper json;
  private final Clock clock;

  RecordPostings(Records records, Workspace workspace, JsonMapper json, Clock clock) {
    this.records = records;
    this.workspace = workspace;
    this.json = json;
    this.clock = clock;
  }

  static Caller caller(Blueprint blueprint) {
    return new Caller(blueprint, Actor.system(Origin.RULE));
  }

  /** Nothing yet; limits are not looked at, since what is there is there. */
  LedgerPost empty() {
    return new LedgerPost(
        workspace, json, clock.instant().atZone(workspace.zone()).toLocalDate(), false);
  }

  /** What these records post to a ledger; they are held until the end of the transaction. */
  LedgerPost post(Blueprint blueprint, Ledger ledger, Form form, List<UUID> ids) {
    LedgerPost post = empty();
    Caller caller = caller(blueprint);
    for (UUID id : ids) {
      StoredRecord record = records.lock(caller, form.key(), id);
      post.put(ledger.key(), form.key(), id, entries(caller, ledger, form, record));
    }
    return post;
  }

  /** What a record posts; nothing while it is in the recycle bin. */
  List<Entry> entries(Caller caller, Ledger ledger, Form form, StoredRecord record) {
    return record.deletedAt() == null
        ? PostedEntries.of(
                ledger,
                ledger.of(form.key()),
                record.id(),
                records.values(caller, record),
                Environment.of(clock.instant(), workspace.zone()))
            .entries()
        : List.of();
  }
}

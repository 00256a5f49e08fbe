package io.xiaodan.demo;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.People;
import io.xiaodan.record.RecordPurge;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes demonstration data away again, and what flows and rules have made about it. Nothing that
 * people's own records refer to goes; it becomes theirs.
 */
@Component
class DemoWipe {

  private final DemoStore store;
  private final RecordPurge purge;
  private final Blueprints blueprints;
  private final People people;
  private final TransactionTemplate transactions;

  DemoWipe(
      DemoStore store,
      RecordPurge purge,
      Blueprints blueprints,
      People people,
      TransactionTemplate transactions) {
    this.store = store;
    this.purge = purge;
    this.blueprints = blueprints;
    this.people = people;
    this.transactions = transactions;
  }

  /**
   * Removes everything in one transaction.
   *
   * @return how many records of each form stay because people's own refer to them
   */
  Map<String, Integer> run() {
    Blueprint blueprint = blueprints.current();
    return java.util.Objects.requireNonNull(
        transactions.execute(_ -> {
          store.addWhatHangsOn(blueprint);
          Map<String, Integer> kept = store.releaseWhatIsUsed(blueprint);
          Map<String, List<UUID>> records = store.byForm();
          purge.purge(blueprint, records);
          records.values().forEach(store::forget);
          store.logins().forEach(login -> remove(blueprint, login));
          store.end();
          return kept;
        }));
  }

  private void remove(Blueprint blueprint, DemoState.DemoLogin login) {
    if (people.find(login.id()).isEmpty()) {
      return;
    }
    if (store.isNamed(blueprint, login.id())) {
      people.disable(login.id());
    } else {
      people.remove(login.id());
    }
  }
}

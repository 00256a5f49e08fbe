package io.xiaodan.amendment;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.flow.Act;
import io.xiaodan.flow.RecordFlows;
import io.xiaodan.flow.Request;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ends the open proposals of a record that can no longer be applied because of what was applied to
 * it. Happens after the commit, since their own decisions may be on their way at the same moment.
 */
@Component
class Overtaking {

  /** The record that was changed. */
  record Payload(String form, UUID record) {}

  private final AmendmentStore store;
  private final Blueprints blueprints;
  private final ObjectProvider<Records> records;
  private final ObjectProvider<RecordFlows> flows;
  private final JsonMapper json;
  private final JobType<Payload> work;

  Overtaking(
      AmendmentStore store,
      Blueprints blueprints,
      ObjectProvider<Records> records,
      ObjectProvider<RecordFlows> flows,
      JsonMapper json,
      Jobs jobs) {
    this.store = store;
    this.blueprints = blueprints;
    this.records = records;
    this.flows = flows;
    this.json = json;
    this.work =
        jobs.register(
            JobType.exactlyOnce(
                "amendment.overtaken",
                Payload.class,
                RetryPolicy.standard(),
                (payload, run) -> run(payload)));
  }

  JobType<Payload> work() {
    return work;
  }

  private void run(Payload payload) {
    Caller system = new Caller(blueprints.current(), Actor.system(Origin.PROPOSAL));
    AmendmentTerms terms = AmendmentTerms.of(system.blueprint(), payload.form()).orElse(null);
    if (terms == null) {
      return;
    }
    StoredRecord now = records.getObject().get(system, payload.form(), payload.record());
    Difference difference = new Difference(terms.form(), json);
    for (Amendment open : store.ofRecord(payload.form(), payload.record())) {
      if (open.state().isOpen() && !difference.onto(open.changes(), now).against().isEmpty()) {
        end(system, terms, open.id(), AmendmentState.OVERTAKEN);
      }
    }
  }

  /** Ends an open proposal, and with it its flow. */
  void end(Caller caller, AmendmentTerms terms, UUID id, AmendmentState state) {
    String form = terms.proposals().form().key();
    StoredRecord ended =
        records
            .getObject()
            .update(
                caller,
                form,
                id,
                null,
                Write.trusted(null, Map.of(terms.proposals().state(), state.key())));
    if ("running".equals(ended.flowState())) {
      Caller system = new Caller(caller.blueprint(), Actor.system(Origin.PROPOSAL, id));
      flows
          .getObject()
          .act(
              system,
              form,
              id,
              Act.TERMINATE,
              new Request(null, List.of(), null, null, 0, 0, List.of()));
    }
  }
}

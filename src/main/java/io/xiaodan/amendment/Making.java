package io.xiaodan.amendment;

import io.xiaodan.flow.RecordFlows;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Ids;
import io.xiaodan.record.Caller;
import io.xiaodan.record.History;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes proposals from what people want, and hands them to their flow. */
@Component
class Making {

  private final AmendmentStore store;
  private final Records records;
  private final RecordFlows flows;
  private final History history;
  private final Impacts impacts;
  private final Deciders deciders;
  private final AmendmentRights rights;
  private final Ids ids;
  private final JsonMapper json;
  private final Clock clock;

  Making(
      AmendmentStore store,
      Records records,
      RecordFlows flows,
      History history,
      Impacts impacts,
      Deciders deciders,
      AmendmentRights rights,
      Ids ids,
      JsonMapper json,
      Clock clock) {
    this.store = store;
    this.records = records;
    this.flows = flows;
    this.history = history;
    this.impacts = impacts;
    this.deciders = deciders;
    this.rights = rights;
    this.ids = ids;
    this.json = json;
    this.clock = clock;
  }

  static Caller proposing(Caller caller, UUID id) {
    return new Caller(caller.blueprint(), caller.actor().withOrigin(Origin.PROPOSAL, id));
  }

  /** What a person wants to change, within their rights. */
  ObjectNode changes(Caller caller, AmendmentTerms terms, StoredRecord now, JsonNode values) {
    StoredRecord wanted = records.trial(caller, now.form(), now.id(), Write.of(values));
    return impacts.difference(terms).typed(history.differences(terms.form(), now, wanted));
  }

  /**
   * What changes do to the record as it is now, and of what is being written who would be asked.
   *
   * @param id of the proposal; null for one that is being written
   */
  Impact decided(
      Caller caller, AmendmentTerms terms, StoredRecord now, JsonNode changes, @Nullable UUID id) {
    Difference.Rebased rebased = impacts.difference(terms).onto(changes, now);
    Impact impact = impacts.of(caller, terms, now, rebased, id);
    boolean open = impact.refusals().isEmpty() && impact.against().isEmpty();
    return !open || id != null
        ? impact
        : impact.ahead(deciders.ahead(caller, terms, carrier(terms, now, impact, "…", "proposed")));
  }

  /** Keeps a proposal; nobody is asked yet. */
  UUID made(
      Caller caller, AmendmentTerms terms, StoredRecord now, ObjectNode changes, String reason) {
    UUID id = ids.next();
    Difference.Rebased rebased = impacts.difference(terms).onto(changes, now);
    Impact impact = impacts.of(caller, terms, now, rebased, id);
    Amendment made =
        new Amendment(
            id,
            now.form(),
            now.id(),
            now.rev(),
            AmendmentState.DRAFT,
            changes,
            impacts.kept(impact.agreed()),
            clock.instant(),
            caller.actor().personId(),
            null,
            null,
            null);
    Write write =
        Write.trusted(carrier(terms, now, impact, reason, AmendmentState.DRAFT.key()), Map.of())
            .alongside(change -> statement -> statement.add(store.insert(made)));
    records.create(proposing(caller, id), terms.proposals().form().key(), id, write);
    return id;
  }

  /** The values of the record that carries a proposal. */
  private ObjectNode carrier(
      AmendmentTerms terms, StoredRecord record, Impact impact, String reason, String state) {
    AmendmentTerms.Proposals to = terms.proposals();
    ObjectNode values = json.createObjectNode();
    values.put(to.record(), record.id().toString());
    values.put(to.state(), state);
    values.put(to.reason(), reason);
    values.setAll(figures(terms, impact));
    return values;
  }

  private ObjectNode figures(AmendmentTerms terms, Impact impact) {
    ObjectNode values = json.createObjectNode();
    for (AmendmentTerms.Figure figure : terms.proposals().figures()) {
      impact.agreed().figures().stream()
          .filter(each -> each.of().equals(figure.of()))
          .forEach(each -> {
            values.put(
                figure.before(), each.before() == null ? null : each.before().toPlainString());
            values.put(figure.after(), each.after() == null ? null : each.after().toPlainString());
          });
    }
    String over = terms.proposals().over();
    if (over != null) {
      values.put(over, impact.over() == null ? "0" : impact.over().over());
    }
    return values;
  }

  /** Asks for the decision; what nobody has to decide is applied at once. */
  void submit(Caller caller, AmendmentTerms terms, Amendment amendment) {
    UUID id = amendment.id();
    StoredRecord now = records.get(caller, amendment.form(), amendment.record());
    rights.requireProposes(caller, terms, now);
    Difference.Rebased rebased = impacts.difference(terms).onto(amendment.changes(), now);
    Impact impact = impacts.of(caller, terms, now, rebased, id);
    if (!impact.against().isEmpty()) {
      throw Problem.of(ProblemKind.CONFLICT, "amendment.moved_on").exception();
    }
    if (!impact.refusals().isEmpty()) {
      throw Problem.invalid(impact.refusals()).exception();
    }
    store.agree(id, impacts.kept(impact.agreed()));
    String form = terms.proposals().form().key();
    ObjectNode values = figures(terms, impact);
    values.put(terms.proposals().state(), AmendmentState.PROPOSED.key());
    Caller acting = proposing(caller, id);
    records.update(acting, form, id, null, Write.trusted(values, Map.of()));
    if (flows.takes(caller, form, id)) {
      flows.submit(caller, form, id);
    } else {
      Write applied =
          Write.trusted(null, Map.of(terms.proposals().state(), AmendmentState.APPLIED.key()));
      records.update(acting, form, id, null, applied);
    }
  }
}

package io.xiaodan.amendment;

import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Change;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.OneStatement;
import io.xiaodan.record.Participant;
import io.xiaodan.record.StoredRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Follows the records that carry proposals: what their flow decides is applied in the same
 * transaction, and what is over stays over.
 */
@Component
class ProposalMoves implements Participant {

  private final AmendmentStore store;
  private final ObjectProvider<Applying> applying;

  ProposalMoves(AmendmentStore store, ObjectProvider<Applying> applying) {
    this.store = store;
    this.applying = applying;
  }

  @Override
  public int order() {
    return 35;
  }

  @Override
  public @Nullable Contribution consider(Change change) {
    AmendmentTerms terms =
        AmendmentTerms.proposedBy(change.blueprint(), change.form().key()).orElse(null);
    if (terms == null) {
      return null;
    }
    return switch (change.kind()) {
      case CREATED -> created(change, terms);
      case UPDATED -> updated(change, terms);
      case DELETED, RESTORED -> moved(change, terms);
    };
  }

  private @Nullable Contribution created(Change change, AmendmentTerms terms) {
    if (change.actor().origin() != Origin.PROPOSAL) {
      throw Problem.of(
              ProblemKind.CONFLICT,
              "amendment.made_elsewhere",
              "form",
              terms.form().label(),
              "name",
              terms.label())
          .exception();
    }
    return null;
  }

  /** An open proposal has a flow that runs; what was decided is part of the record's history. */
  private static @Nullable Contribution moved(Change change, AmendmentTerms terms) {
    StoredRecord before = change.before();
    AmendmentState state =
        before == null ? null : AmendmentState.of(before.values().get(terms.proposals().state()));
    if (change.kind() == ChangeKind.DELETED && state != AmendmentState.DRAFT) {
      throw Problem.of(ProblemKind.CONFLICT, "amendment.kept").exception();
    }
    return null;
  }

  private @Nullable Contribution updated(Change change, AmendmentTerms terms) {
    String field = terms.proposals().state();
    StoredRecord stored = change.before();
    AmendmentState before = stored == null ? null : AmendmentState.of(stored.values().get(field));
    AmendmentState after = AmendmentState.of(change.after(field));
    if (after == AmendmentState.PROPOSED && "finished".equals(change.flowState())) {
      change.set(field, AmendmentState.REFUSED.key());
      after = AmendmentState.REFUSED;
    }
    if (before == after || before == null) {
      return null;
    }
    if (after == null || !before.isOpen()) {
      throw Problem.of(ProblemKind.CONFLICT, "amendment.over").exception();
    }
    return new Moved(change, after);
  }

  private final class Moved implements Contribution {
    private final Change change;
    private final AmendmentState state;

    Moved(Change change, AmendmentState state) {
      this.change = change;
      this.state = state;
    }

    @Override
    public void write(OneStatement statement) {
      statement.add(store.follow(change.id(), state, change.at(), change.actor().personId()));
    }

    @Override
    public @Nullable Runnable afterwards() {
      return state == AmendmentState.APPLIED
          ? () -> applying.getObject().apply(change.blueprint(), change.actor(), change.id())
          : null;
    }
  }
}

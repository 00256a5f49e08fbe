package io.xiaodan.amendment;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAction;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.History;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Proposed changes of records: what they would do, making, deciding and taking them back. */
@Component
public class Amendments {

  private static final int LONGEST_REASON = 2_000;

  private final AmendmentStore store;
  private final Records records;
  private final History history;
  private final Making making;
  private final AmendmentRights rights;
  private final Overtaking overtaking;
  private final Access access;
  private final Roles roles;
  private final TransactionTemplate transaction;

  Amendments(
      AmendmentStore store,
      Records records,
      History history,
      Making making,
      AmendmentRights rights,
      Overtaking overtaking,
      Access access,
      Roles roles,
      TransactionTemplate transaction) {
    this.store = store;
    this.records = records;
    this.history = history;
    this.making = making;
    this.rights = rights;
    this.overtaking = overtaking;
    this.access = access;
    this.roles = roles;
    this.transaction = transaction;
  }

  /**
   * What is to be written.
   *
   * @param rev revision of the record the person saw
   * @param values as a change of the record would send them
   * @param draft whether it is only kept
   */
  public record Wish(long rev, JsonNode values, String reason, boolean draft) {}

  /**
   * A proposal with its record.
   *
   * @param carrier the record that carries it
   * @param impact what it would do now; of one that is over null
   * @param changes of one that is over: what it wanted, in the shape of history
   */
  public record View(
      Amendment amendment,
      StoredRecord carrier,
      String reason,
      String title,
      boolean submits,
      boolean withdraws,
      @Nullable Impact impact,
      List<Map<String, @Nullable Object>> changes) {}

  /**
   * What holds for a record.
   *
   * @param isProtected whether it is protected as it stands
   * @param proposes whether the person may propose
   */
  public record Standing(
      AmendmentTerms terms, boolean isProtected, boolean proposes, List<View> proposals) {}

  /**
   * What holds for a record, and its proposals, the newest first, without their impact.
   *
   * @return null where the form knows no proposals
   */
  public @Nullable Standing standing(Caller caller, String form, UUID id) {
    StoredRecord record = records.get(caller, form, id);
    AmendmentTerms terms = AmendmentTerms.of(caller.blueprint(), form).orElse(null);
    if (terms == null) {
      return null;
    }
    List<View> views = new ArrayList<>();
    if (access
        .of(caller.blueprint(), caller.actor(), terms.proposals().form())
        .mayEver(FormAction.VIEW)) {
      for (Amendment each : store.ofRecord(form, id)) {
        View view = seen(caller, terms, each);
        if (view != null) {
          views.add(view);
        }
      }
    }
    boolean isProtected = rights.isProtected(caller, terms, record);
    return new Standing(
        terms, isProtected, isProtected && rights.mayEdit(caller, terms, record), views);
  }

  private @Nullable View seen(Caller caller, AmendmentTerms terms, Amendment amendment) {
    try {
      return view(caller, terms, amendment, null, List.of());
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /**
   * What a change that is being written would do.
   *
   * @throws ProblemException not found; forbidden; conflict where the record is not protected;
   *     invalid where the values are wrong in themselves
   */
  public Impact impact(Caller caller, String form, UUID id, JsonNode values) {
    AmendmentTerms terms = require(caller, form);
    StoredRecord now = records.get(caller, form, id);
    rights.requireProposes(caller, terms, now);
    ObjectNode changes = making.changes(caller, terms, now, values);
    return making.decided(caller, terms, now, changes, null);
  }

  /**
   * Makes a proposal, and unless it is only kept has it decided; where nobody has to be asked it is
   * applied at once. All of it in one transaction.
   *
   * @throws ProblemException conflict where the record was changed since the person saw it; invalid
   *     where nothing changes, no reason is given, or it could not be applied
   */
  public View propose(Caller caller, String form, UUID id, Wish wish) {
    AmendmentTerms terms = require(caller, form);
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          StoredRecord now = records.get(caller, form, id);
          rights.requireProposes(caller, terms, now);
          if (now.rev() != wish.rev()) {
            throw new Problem(
                    ProblemKind.CONFLICT,
                    Message.of("record.conflict"),
                    List.of(),
                    List.of(),
                    now.rev())
                .exception();
          }
          ObjectNode changes = making.changes(caller, terms, now, wish.values());
          require(wish.reason(), changes);
          UUID made = making.made(caller, terms, now, changes, wish.reason().strip());
          if (!wish.draft()) {
            making.submit(caller, terms, find(made));
          }
          return get(caller, made);
        }));
  }

  private static void require(String reason, ObjectNode changes) {
    List<Violation> violations = new ArrayList<>();
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      violations.add(
          Violation.at("reason", Message.of("amendment.reason", "most", LONGEST_REASON)));
    }
    if (changes.isEmpty()) {
      violations.add(new Violation(Message.of("amendment.nothing"), null, null, null));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
  }

  /** One proposal with its impact, for those who may see it and its record. */
  public View get(Caller caller, UUID id) {
    Amendment amendment = find(id);
    AmendmentTerms terms = require(caller, amendment.form());
    StoredRecord record = records.get(caller, amendment.form(), amendment.record());
    if (amendment.state().isOpen()) {
      Impact impact = making.decided(caller, terms, record, amendment.changes(), id);
      return view(caller, terms, amendment, impact, List.of());
    }
    return view(caller, terms, amendment, null, history.shown(caller, record, amendment.changes()));
  }

  private View view(
      Caller caller,
      AmendmentTerms terms,
      Amendment amendment,
      @Nullable Impact impact,
      List<Map<String, @Nullable Object>> changes) {
    StoredRecord carrier = records.get(caller, terms.proposals().form().key(), amendment.id());
    boolean mine =
        amendment.madeBy().equals(caller.actor().personId()) || roles.administers(caller.actor());
    Object reason = carrier.values().get(terms.proposals().reason());
    return new View(
        amendment,
        carrier,
        reason == null ? "" : reason.toString(),
        records.title(caller, carrier),
        mine && amendment.state() == AmendmentState.DRAFT,
        mine && amendment.state().isOpen(),
        impact,
        changes);
  }

  /**
   * Has a kept proposal decided.
   *
   * @throws ProblemException forbidden for somebody else's; conflict when it is over, or cannot be
   *     applied any more
   */
  public View submit(Caller caller, UUID id) {
    Amendment amendment = mine(caller, id);
    if (amendment.state() != AmendmentState.DRAFT) {
      throw Problem.of(ProblemKind.CONFLICT, "amendment.over").exception();
    }
    AmendmentTerms terms = require(caller, amendment.form());
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          making.submit(caller, terms, find(id));
          return get(caller, id);
        }));
  }

  /**
   * Takes a proposal back that is not decided yet.
   *
   * @throws ProblemException forbidden for somebody else's; conflict when it is over
   */
  public View withdraw(Caller caller, UUID id) {
    Amendment amendment = mine(caller, id);
    if (!amendment.state().isOpen()) {
      throw Problem.of(ProblemKind.CONFLICT, "amendment.over").exception();
    }
    AmendmentTerms terms = require(caller, amendment.form());
    transaction.executeWithoutResult(
        _ -> overtaking.end(Making.proposing(caller, id), terms, id, AmendmentState.WITHDRAWN));
    return get(caller, id);
  }

  /** The forms whose records are changed by proposals, as far as a person sees them. */
  public List<AmendmentTerms> terms(Caller caller) {
    return caller.blueprint().all(AmendmentTerms.TYPE).values().stream()
        .filter(terms ->
            access.of(caller.blueprint(), caller.actor(), terms.form()).mayEver(FormAction.VIEW))
        .toList();
  }

  private Amendment find(UUID id) {
    return store
        .find(id)
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "record.not_found").exception());
  }

  private Amendment mine(Caller caller, UUID id) {
    Amendment amendment = find(id);
    AmendmentTerms terms = require(caller, amendment.form());
    records.get(caller, terms.proposals().form().key(), id);
    Actor actor = caller.actor();
    if (!amendment.madeBy().equals(actor.personId()) && !roles.administers(actor)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "amendment.not_yours").exception();
    }
    return amendment;
  }

  private static AmendmentTerms require(Caller caller, String form) {
    return AmendmentTerms.of(caller.blueprint(), form)
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "amendment.none").exception());
  }
}

package io.xiaodan.integration;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes calls of other systems: each is proved, noted as it came, and has its effect once, however
 * often and however simultaneously it comes.
 */
@Component
public class HookDoor {

  private static final int LARGEST = 256 * 1024;
  private static final int MOST_ATTEMPTS = 3;

  private final Hooks hooks;
  private final HookCalls calls;
  private final Blueprints blueprints;
  private final Records records;
  private final RecordLists lists;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;

  HookDoor(
      Hooks hooks,
      HookCalls calls,
      Blueprints blueprints,
      Records records,
      RecordLists lists,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock) {
    this.hooks = hooks;
    this.calls = calls;
    this.blueprints = blueprints;
    this.records = records;
    this.lists = lists;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What became of a call.
   *
   * @param record that was made or changed, now or before
   * @param repeated whether it had its effect before
   */
  public record Receipt(UUID call, @Nullable UUID record, boolean repeated) {}

  /**
   * Takes a call.
   *
   * @param address the end of the door's address
   * @param headers by lower-case name
   * @throws ProblemException in this order: TOO_LARGE; NOT_FOUND for an unknown or closed door;
   *     UNAUTHENTICATED; MALFORMED; INVALID with every violation
   */
  public Receipt receive(String address, Map<String, String> headers, byte[] body) {
    if (body.length > LARGEST) {
      throw Problem.of(ProblemKind.TOO_LARGE, "too_large").exception();
    }
    Hooks.Door door =
        hooks
            .byAddress(address)
            .filter(found -> found.hook().enabled())
            .orElseThrow(HookDoor::notFound);
    Hook hook = door.hook();
    String text = new String(body, StandardCharsets.UTF_8).replace("\u0000", "");
    String named = hook.mapping().header();
    String header = named == null || named.isBlank() ? hook.proof().header() : named;
    UUID call = calls.note(hook.id(), withoutSecrets(headers, header, hook.proof()), text);
    return noted(
        call,
        () -> {
          hook.proof().verify(header, door.secret(), headers, body, clock.instant());
          return carryOut(hook, call, text);
        });
  }

  /**
   * Tries a call of the log again, as the mapping says now; one that has had its effect has no
   * other. A call that did not prove itself is not let in by this.
   *
   * @throws ProblemException NOT_FOUND, CONFLICT, or as {@link #receive}
   */
  public Receipt replay(UUID id) {
    HookCall call = calls.find(id).orElseThrow(HookDoor::notFound);
    Hook hook = hooks.find(call.hook()).orElseThrow(HookDoor::notFound);
    boolean unproved =
        call.reasons().stream()
            .anyMatch(reason ->
                reason.code().equals("bad_signature") || reason.code().equals("signature_expired"));
    if (unproved) {
      throw Problem.of(ProblemKind.CONFLICT, "integration.unproved").exception();
    }
    calls.replayed(id);
    return noted(id, () -> carryOut(hook, id, call.body()));
  }

  /** The calls of a door, newest first. */
  public List<HookCall> calls(UUID hook, @Nullable String state, @Nullable UUID before, int limit) {
    return calls.list(hook, state, before, limit);
  }

  /** What would let somebody in stays out of the log. */
  private static Map<String, String> withoutSecrets(
      Map<String, String> headers, String header, HookProof proof) {
    Map<String, String> kept = new LinkedHashMap<>(headers);
    kept.remove("cookie");
    kept.remove("authorization");
    if (proof == HookProof.TOKEN) {
      kept.remove(header.toLowerCase(Locale.ROOT));
    }
    return kept;
  }

  /** A call that was refused says so in the log, whatever else happens. */
  private Receipt noted(UUID call, java.util.function.Supplier<Receipt> work) {
    try {
      return work.get();
    } catch (ProblemException e) {
      calls.refuse(call, e.problem());
      throw e;
    }
  }

  private Receipt carryOut(Hook hook, UUID call, String body) {
    HookPayload payload = HookPayload.read(json, body);
    String dedupe = payload.key(hook.mapping());
    for (int attempt = 1; ; attempt++) {
      try {
        return java.util.Objects.requireNonNull(
            transaction.execute(_ -> once(hook, call, dedupe, payload)));
      } catch (ProblemException e) {
        if (attempt == MOST_ATTEMPTS || !isOvertaken(hook, e.problem())) {
          throw e;
        }
      }
    }
  }

  /** The effect, its key and the note of it commit together. */
  private Receipt once(Hook hook, UUID call, @Nullable String dedupe, HookPayload payload) {
    if (dedupe != null && !calls.claim(hook.id(), dedupe, call)) {
      UUID before = calls.recordOf(hook.id(), dedupe);
      calls.end(call, "repeated", dedupe, before);
      return new Receipt(call, before, true);
    }
    UUID record = write(hook, payload);
    if (dedupe != null) {
      calls.attach(hook.id(), dedupe, record);
    }
    calls.end(call, "done", dedupe, record);
    return new Receipt(call, record, false);
  }

  private UUID write(Hook hook, HookPayload payload) {
    Caller caller = new Caller(blueprints.current(), Actor.system(Origin.API));
    Form form =
        caller
            .blueprint()
            .find(Form.TYPE, hook.form())
            .orElseThrow(() ->
                Problem.of(ProblemKind.UNAVAILABLE, "integration.no_form", "form", hook.form())
                    .exception());
    ObjectNode values = payload.values(hook.mapping(), form);
    StoredRecord known = known(caller, hook, values).orElse(null);
    Write write = Write.trusted(values, Map.of());
    return known == null
        ? records.create(caller, hook.form(), write).id()
        : records.update(caller, hook.form(), known.id(), known.rev(), write).id();
  }

  private Optional<StoredRecord> known(Caller caller, Hook hook, ObjectNode values) {
    String match = hook.mapping().match();
    if (match == null || !values.path(match).isString()) {
      return Optional.empty();
    }
    String filter =
        "%s = \"%s\"".formatted(match, values.path(match).stringValue().replace("\"", "\"\""));
    return lists
        .page(caller, hook.form(), new ListQuery(filter, null, null, false, 1, null))
        .items()
        .stream()
        .findFirst()
        .map(item ->
            records.lock(caller, hook.form(), UUID.fromString(String.valueOf(item.get("id")))));
  }

  /** Whether another call was faster. */
  private static boolean isOvertaken(Hook hook, Problem problem) {
    String match = hook.mapping().match();
    return problem.message().code().equals("record.conflict")
        || match != null
            && problem.violations().stream().anyMatch(violation -> isTaken(violation, match));
  }

  private static boolean isTaken(Violation violation, String field) {
    return field.equals(violation.field()) && violation.message().code().equals("record.unique");
  }

  private static ProblemException notFound() {
    return Problem.of(ProblemKind.NOT_FOUND, "integration.no_hook").exception();
  }
}

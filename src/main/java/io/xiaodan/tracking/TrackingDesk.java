package io.xiaodan.tracking;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAction;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.link.RecordLink;
import io.xiaodan.link.RecordLinks;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Links as the company's own people see them: made, stopped, answered; and records found again. */
@Component
public class TrackingDesk {

  private static final int FOUND = 20;
  private static final int LONGEST_SEARCH = 100;
  private static final int LONGEST_REPLY = 1_000;

  private final Blueprints blueprints;
  private final RecordLinks links;
  private final TrackedPages pages;
  private final TrackingMessages messages;
  private final Records records;
  private final RecordLists lists;
  private final Access access;
  private final JsonMapper json;
  private final Clock clock;

  TrackingDesk(
      Blueprints blueprints,
      RecordLinks links,
      TrackedPages pages,
      TrackingMessages messages,
      Records records,
      RecordLists lists,
      Access access,
      JsonMapper json,
      Clock clock) {
    this.blueprints = blueprints;
    this.links = links;
    this.pages = pages;
    this.messages = messages;
    this.records = records;
    this.lists = lists;
    this.access = access;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A record as service sees it.
   *
   * @param link null while there is none
   * @param path of the address, from the root of the server; null while there is no link
   * @param mayLink whether the person may make and stop links
   */
  public record View(
      UUID id,
      String form,
      String title,
      TrackedPage page,
      @Nullable RecordLink link,
      @Nullable String path,
      boolean mayLink) {}

  /** The forms whose records are tracked and that somebody sees. */
  public List<String> forms(Actor actor) {
    var blueprint = blueprints.current();
    return blueprint.all(Tracking.TYPE).values().stream()
        .map(Tracking::form)
        .filter(form -> access.of(blueprint, actor, form).mayEver(FormAction.VIEW))
        .map(Form::key)
        .toList();
  }

  private record Opened(Caller caller, Tracking tracking, StoredRecord record) {}

  private Opened open(Actor actor, String form, UUID id) {
    Caller caller = new Caller(blueprints.current(), actor);
    StoredRecord record = records.get(caller, form, id);
    Tracking tracking =
        TrackingVisits.find(caller, form)
            .orElseThrow(
                () -> Problem.of(ProblemKind.NOT_FOUND, "tracking.none").exception());
    return new Opened(caller, tracking, record);
  }

  /**
   * One record.
   *
   * @throws ProblemException not found (form, record, or nothing is tracked of the form)
   */
  public View view(Actor actor, String form, UUID id) {
    return view(open(actor, form, id));
  }

  private View view(Opened opened) {
    RecordLink link = link(opened);
    return new View(
        opened.record().id(),
        opened.record().form(),
        records.title(opened.caller(), opened.record()),
        pages.page(opened.caller(), opened.tracking(), opened.record(), link),
        link,
        link == null ? null : "/t/" + links.token(link),
        mayLink(opened));
  }

  private @Nullable RecordLink link(Opened opened) {
    return links.find(target(opened.record())).orElse(null);
  }

  private static RecordLinks.Target target(StoredRecord record) {
    return new RecordLinks.Target(TrackingVisits.PURPOSE, record.form(), record.id(), "");
  }

  private static boolean mayLink(Opened opened) {
    Actor actor = opened.caller().actor();
    return opened.tracking().roles().isEmpty()
        || actor.has(Role.ADMINISTRATOR)
        || opened.tracking().roles().stream().anyMatch(actor::has);
  }

  private Opened forLink(Actor actor, String form, UUID id) {
    Opened opened = open(actor, form, id);
    if (!mayLink(opened)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception();
    }
    return opened;
  }

  /**
   * Makes the link of a record, or lets a stopped one work again.
   *
   * @throws ProblemException forbidden; conflict where the record has no link as it is now
   */
  public View make(Actor actor, String form, UUID id) {
    Opened opened = forLink(actor, form, id);
    if (!TrackedPages.holds(
        opened.tracking().when(),
        records.values(opened.caller(), opened.record()),
        pages.environment())) {
      throw Problem.of(ProblemKind.CONFLICT, "tracking.not_now").exception();
    }
    Integer days = opened.tracking().days();
    Instant expires = days == null ? null : clock.instant().plus(Duration.ofDays(days));
    RecordLink link =
        links.make(target(opened.record()), json.createObjectNode(), expires, actor.personId());
    if (link.revokedAt() != null) {
      links.revoke(link, false);
    }
    return view(opened);
  }

  /** Stops the link of a record. */
  public View revoke(Actor actor, String form, UUID id) {
    Opened opened = forLink(actor, form, id);
    links.revoke(required(opened), true);
    return view(opened);
  }

  /** Gives the link of a record another address; the old one is no more. */
  public View renew(Actor actor, String form, UUID id) {
    Opened opened = forLink(actor, form, id);
    links.renew(required(opened));
    return view(opened);
  }

  private RecordLink required(Opened opened) {
    RecordLink link = link(opened);
    if (link == null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "tracking.no_link").exception();
    }
    return link;
  }

  /**
   * Answers the customer on the page of the link.
   *
   * @throws ProblemException invalid where it is empty or too long; not found where there is no
   *     link
   */
  public View reply(Actor actor, String form, UUID id, String text) {
    Opened opened = open(actor, form, id);
    String clean = text.strip();
    if (clean.isEmpty() || clean.length() > LONGEST_REPLY || clean.indexOf('\0') >= 0) {
      throw Problem.invalid(
              List.of(Violation.at("text", Message.of("tracking.text", "most", LONGEST_REPLY))))
          .exception();
    }
    messages.add(required(opened).id(), "reply", actor.personId(), clean, 0, null);
    return view(opened);
  }

  /**
   * A record that was found.
   *
   * @param where key of the form the scrap was found in
   * @param record as lists show it
   */
  public record Found(String form, UUID id, String where, Map<String, @Nullable Object> record) {}

  /**
   * Finds tracked records by any scrap: a part of a number, a phone, a name, a carrier's number; in
   * the record itself, in what refers to it and in what it refers to, as far as the person sees
   * them.
   *
   * @return at most 20, the newest first
   */
  public List<Found> search(Actor actor, String text) {
    String scrap = text.strip();
    if (scrap.isEmpty()) {
      return List.of();
    }
    scrap = scrap.substring(0, Math.min(scrap.length(), LONGEST_SEARCH));
    Caller caller = new Caller(blueprints.current(), actor);
    Map<UUID, Found> found = new LinkedHashMap<>();
    for (Tracking tracking : caller.blueprint().all(Tracking.TYPE).values()) {
      if (!sees(caller, tracking.form())) {
        continue;
      }
      for (Tracking.SearchIn in : tracking.search()) {
        search(caller, tracking, in, scrap, found);
      }
    }
    return found.values().stream().limit(FOUND).toList();
  }

  private boolean sees(Caller caller, Form form) {
    return access.of(caller.blueprint(), caller.actor(), form).mayEver(FormAction.VIEW);
  }

  private void search(
      Caller caller, Tracking tracking, Tracking.SearchIn in, String scrap, Map<UUID, Found> into) {
    Form form = caller.blueprint().find(Form.TYPE, in.form()).orElse(null);
    if (form == null || !sees(caller, form)) {
      return;
    }
    List<Map<String, @Nullable Object>> items =
        lists
            .page(
                caller,
                in.form(),
                new ListQuery(null, "-created_at", scrap, false, FOUND, null))
            .items();
    List<UUID> ids = new ArrayList<>();
    for (Map<String, @Nullable Object> item : items) {
      UUID id = UUID.fromString(String.valueOf(item.get("id")));
      if (in.by() != null) {
        Object reference = item.get("values") instanceof Map<?, ?> all ? all.get(in.by()) : null;
        if (reference instanceof Map<?, ?> one && one.get("id") != null) {
          ids.add(UUID.fromString(String.valueOf(one.get("id"))));
        }
      } else if (in.reverse() != null) {
        lists
            .page(
                caller,
                tracking.form().key(),
                new ListQuery(
                    in.reverse() + ".id = \"" + id + "\"", "-created_at", null, false, 5, null))
            .items()
            .forEach(one -> ids.add(UUID.fromString(String.valueOf(one.get("id")))));
      } else {
        ids.add(id);
      }
    }
    if (ids.isEmpty()) {
      return;
    }
    lists
        .byIds(caller, tracking.form().key(), ids)
        .forEach(record -> {
          UUID id = UUID.fromString(String.valueOf(record.get("id")));
          into.putIfAbsent(id, new Found(tracking.form().key(), id, in.form(), record));
        });
  }
}

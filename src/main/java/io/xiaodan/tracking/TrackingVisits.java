package io.xiaodan.tracking;

import io.xiaodan.attachment.Attachment;
import io.xiaodan.attachment.Attachments;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Values;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.link.RecordLink;
import io.xiaodan.link.RecordLinks;
import io.xiaodan.platform.Ids;
import io.xiaodan.print.PrintedFile;
import io.xiaodan.print.Prints;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import io.xiaodan.task.Assignees;
import io.xiaodan.task.NewTask;
import io.xiaodan.task.TaskKind;
import io.xiaodan.task.Tasks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do who open a link: whoever knows the address, from wherever. */
@Component
public class TrackingVisits {

  static final String PURPOSE = "tracking";
  private static final int LONGEST_MESSAGE = 1_000;
  private static final int LONGEST_NAME = 50;
  private static final int LONGEST_TITLE = 200;
  private static final int LARGEST_SIGNATURE = 512 * 1024;

  private final RecordLinks links;
  private final TrackedPages pages;
  private final TrackingMessages messages;
  private final Blueprints blueprints;
  private final Records records;
  private final Attachments attachments;
  private final Prints prints;
  private final Tasks tasks;
  private final TransactionTemplate transactions;
  private final Ids ids;

  TrackingVisits(
      RecordLinks links,
      TrackedPages pages,
      TrackingMessages messages,
      Blueprints blueprints,
      Records records,
      Attachments attachments,
      Prints prints,
      Tasks tasks,
      TransactionTemplate transactions,
      Ids ids) {
    this.links = links;
    this.pages = pages;
    this.messages = messages;
    this.blueprints = blueprints;
    this.records = records;
    this.attachments = attachments;
    this.prints = prints;
    this.tasks = tasks;
    this.transactions = transactions;
    this.ids = ids;
  }

  /**
   * Who knocks.
   *
   * @param token the secret of the address
   * @param address where the request comes from
   */
  public record Visit(String token, String address, Language language) {}

  /** A link that works, and what it leads to. */
  private record Opened(RecordLink link, Caller caller, Tracking tracking, StoredRecord record) {}

  /**
   * What is seen.
   *
   * @throws ProblemException not found: {@code link.unknown}, {@code link.revoked}, {@code
   *     link.expired}; limit
   */
  public TrackedPage look(Visit visit) {
    Opened opened = open(visit);
    links.used(opened.link());
    return page(opened);
  }

  private TrackedPage page(Opened opened) {
    return pages.page(opened.caller(), opened.tracking(), opened.record(), opened.link());
  }

  private Opened open(Visit visit) {
    RecordLink link = links.open(PURPOSE, visit.token(), visit.address());
    Caller caller =
        new Caller(
            blueprints.current(),
            Actor.system(Origin.LINK, link.id()).withLanguage(visit.language()));
    Tracking tracking =
        find(caller, link.form())
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "link.unknown").exception());
    StoredRecord record;
    try {
      record = records.get(caller, link.form(), link.record());
    } catch (ProblemException e) {
      throw Problem.of(ProblemKind.NOT_FOUND, "link.unknown").exception();
    }
    if (record.deletedAt() != null
        || !TrackedPages.holds(
            tracking.when(), records.values(caller, record), pages.environment())) {
      throw Problem.of(ProblemKind.NOT_FOUND, "link.unknown").exception();
    }
    return new Opened(link, caller, tracking, record);
  }

  /** The document that says what is seen of a form's records. */
  static Optional<Tracking> find(Caller caller, String form) {
    return caller.blueprint().all(Tracking.TYPE).values().stream()
        .filter(one -> one.form().key().equals(form))
        .findFirst();
  }

  /**
   * Urges; becomes a to-do.
   *
   * @throws ProblemException limit {@code tracking.urged} while the last one is too young;
   *     conflict where nothing can be urged
   */
  public TrackedPage urge(Visit visit) {
    Opened opened = open(visit);
    links.write(opened.link(), visit.address());
    Tracking.Ask ask = opened.tracking().urge();
    if (ask == null) {
      throw Problem.of(ProblemKind.CONFLICT, "tracking.no_urge").exception();
    }
    ask(opened, ask, "urge", "");
    return page(opened);
  }

  /**
   * Leaves a message; becomes a to-do.
   *
   * @throws ProblemException invalid where it is empty or too long; limit
   */
  public TrackedPage write(Visit visit, String text) {
    Opened opened = open(visit);
    links.write(opened.link(), visit.address());
    Tracking.Ask ask = opened.tracking().message();
    if (ask == null) {
      throw Problem.of(ProblemKind.CONFLICT, "tracking.no_message").exception();
    }
    String clean = text.strip();
    if (clean.isEmpty() || clean.length() > LONGEST_MESSAGE || clean.indexOf('\0') >= 0) {
      throw Problem.invalid(
              List.of(
                  Violation.at("text", Message.of("tracking.text", "most", LONGEST_MESSAGE))))
          .exception();
    }
    ask(opened, ask, "message", clean);
    return page(opened);
  }

  private void ask(Opened opened, Tracking.Ask ask, String kind, String text) {
    Environment now = pages.environment();
    Values values = records.values(opened.caller(), opened.record());
    if (!TrackedPages.holds(ask.when(), values, now)) {
      throw Problem.of(ProblemKind.CONFLICT, "tracking.no_" + kind).exception();
    }
    Assignees who =
        ask.who().assignees(Actor.SYSTEM, formula -> formula.evaluate(values, now));
    String title = ask.title().in(Language.ZH).render(values, now);
    String whole = text.isEmpty() ? title : title + "：" + text.replaceAll("\\s+", " ");
    UUID task = ids.next();
    Instant next =
        transactions.execute(_ -> {
          Optional<Instant> wait =
              messages.add(opened.link().id(), kind, null, text, ask.every(), task);
          if (wait.isEmpty()) {
            tasks.handOut(
                List.of(
                    new NewTask(
                        task,
                        TaskKind.TODO,
                        opened.record().form(),
                        opened.record().id(),
                        null,
                        "tracking_" + kind,
                        whole.substring(0, Math.min(whole.length(), LONGEST_TITLE)),
                        now.now(),
                        who)));
          }
          return wait.orElse(null);
        });
    if (next != null) {
      long seconds = Math.max(1, next.getEpochSecond() - now.now().getEpochSecond() + 1);
      throw Problem.of(ProblemKind.LIMIT, "tracking.too_soon", "seconds", seconds).exception();
    }
  }

  /**
   * Signs for a delivery.
   *
   * @param png the picture of the signature
   * @throws ProblemException not found where it is not of this record; conflict where it does not
   *     wait for a signature; invalid; limit
   */
  public TrackedPage sign(Visit visit, UUID delivery, String name, byte[] png)
      throws IOException {
    Opened opened = open(visit);
    links.write(opened.link(), visit.address());
    Tracking.Deliveries of = opened.tracking().deliveries();
    Tracking.Sign sign = of == null ? null : of.sign();
    if (of == null || sign == null || !isShown(opened, delivery)) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    String clean = name.strip();
    if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
      throw Problem.invalid(
              List.of(Violation.at("name", Message.of("tracking.name", "most", LONGEST_NAME))))
          .exception();
    }
    if (png.length == 0 || png.length > LARGEST_SIGNATURE) {
      throw Problem.invalid(List.of(Violation.at("signature", Message.of("tracking.signature"))))
          .exception();
    }
    Attachment file;
    try (InputStream content = new ByteArrayInputStream(png)) {
      file = attachments.store("signature.png", content, opened.caller().actor());
    }
    if (!file.type().equals("image/png")) {
      throw Problem.invalid(List.of(Violation.at("signature", Message.of("tracking.signature"))))
          .exception();
    }
    transactions.executeWithoutResult(_ -> signed(opened, of, sign, delivery, clean, file.id()));
    return page(opened);
  }

  private void signed(
      Opened opened,
      Tracking.Deliveries of,
      Tracking.Sign sign,
      UUID delivery,
      String name,
      UUID file) {
    Caller caller = opened.caller();
    StoredRecord before = records.lock(caller, of.form().key(), delivery);
    Values values = records.values(caller, before);
    Environment now = pages.environment();
    if (before.values().containsKey(sign.signature())
        || !TrackedPages.holds(sign.when(), values, now)) {
      throw Problem.of(ProblemKind.CONFLICT, "tracking.not_waiting").exception();
    }
    Map<String, @Nullable Object> set = new LinkedHashMap<>();
    set.put(sign.signature(), List.of(file));
    set.put(sign.name(), name);
    if (sign.at() != null) {
      set.put(sign.at(), now.now());
    }
    for (Map.Entry<FormField, Formula> one : sign.set().entrySet()) {
      Object value = one.getValue().evaluate(values, now);
      set.put(one.getKey().key(), value == null ? null : one.getKey().type().fit(value).value());
    }
    records.update(caller, of.form().key(), delivery, null, Write.trusted(null, set));
    messages.add(opened.link().id(), "signed", null, name, 0, null);
  }

  private boolean isShown(Opened opened, UUID delivery) {
    return page(opened).deliveries().stream().anyMatch(one -> one.id().equals(delivery));
  }

  /** A document to download. */
  public record Download(String name, String type, byte[] content) {}

  /**
   * A document of the record.
   *
   * @param key as the page names it
   * @throws ProblemException not found, also for what belongs to another record; limit
   */
  public Download document(Visit visit, String key) throws IOException {
    Opened opened = open(visit);
    links.fetch(opened.link(), visit.address());
    TrackedPage.Document shown =
        page(opened).documents().stream()
            .filter(one -> one.key().equals(key))
            .findFirst()
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
    int colon = key.indexOf(':');
    String paper = colon < 0 ? key : key.substring(0, colon);
    Tracking.Paper of =
        opened.tracking().documents().stream()
            .filter(one -> one.key().equals(paper))
            .findFirst()
            .orElseThrow();
    if (of.print() == null) {
      return file(UUID.fromString(key.substring(colon + 1)));
    }
    Tracking.Deliveries deliveries = opened.tracking().deliveries();
    boolean delivery = of.delivery() && deliveries != null;
    PrintedFile printed =
        prints.print(
            opened.caller().actor(),
            delivery && deliveries != null ? deliveries.form().key() : opened.record().form(),
            delivery ? UUID.fromString(key.substring(colon + 1)) : opened.record().id(),
            of.print(),
            null);
    return new Download(
        printed.name(),
        "application/pdf",
        printed.content());
  }

  private Download file(UUID id) throws IOException {
    Attachment described = attachments.describe(List.of(id)).get(id);
    if (described == null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    try (InputStream content = attachments.open(id)) {
      return new Download(described.name(), described.type(), content.readAllBytes());
    }
  }
}

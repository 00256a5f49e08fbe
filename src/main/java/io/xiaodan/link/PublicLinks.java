package io.xiaodan.link;

import io.xiaodan.attachment.Attachment;
import io.xiaodan.attachment.Attachments;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.Secrets;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Links as visitors use them: whoever knows the address, from wherever. */
@Component
public class PublicLinks {

  private static final long LARGEST_FILE = 10L << 20;

  private final LinkStore store;
  private final LinkThrottle throttle;
  private final LinkRecords reading;
  private final Blueprints blueprints;
  private final Records records;
  private final Attachments attachments;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final Workspace workspace;
  private final Clock clock;

  PublicLinks(
      LinkStore store,
      LinkThrottle throttle,
      LinkRecords reading,
      Blueprints blueprints,
      Records records,
      Attachments attachments,
      TransactionTemplate transactions,
      JsonMapper json,
      Workspace workspace,
      Clock clock) {
    this.store = store;
    this.throttle = throttle;
    this.reading = reading;
    this.blueprints = blueprints;
    this.records = records;
    this.attachments = attachments;
    this.transactions = transactions;
    this.json = json;
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * Who knocks.
   *
   * @param token the secret of the address
   * @param code what the visitor entered where the link asks for one; null for nothing yet
   * @param address where the request comes from
   * @param browser a secret of the visitor's browser; null where it has none yet
   */
  public record Visit(
      String token,
      @Nullable String code,
      String address,
      @Nullable String browser,
      Language language) {}

  /**
   * What a visitor sees first: what the link says, and its form, or what it asks. Where a code is
   * wanted and missing, nothing but that.
   *
   * @throws ProblemException not found: {@code link.unknown}, {@code link.revoked}, {@code
   *     link.expired}; limit
   */
  public Map<String, @Nullable Object> look(Visit visit) {
    Link link = open(visit);
    throttle.count(LinkThrottle.Act.LOOK, link.id(), visit.address());
    JsonNode document = link.document();
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("company", workspace.name());
    view.put("kind", link.kind());
    view.put("title", document.path("title"));
    if (document.has("code") && !visited(link, visit)) {
      view.put("code", true);
      return view;
    }
    view.put("code", false);
    view.put("intro", document.has("intro") ? document.path("intro") : null);
    view.put("timeZone", workspace.zone().getId());
    Form form = form(link);
    if (link.isForm()) {
      Granted granted = Granted.read(form, document);
      view.put("form", new PublicForm(json, granted, this::target).write());
      view.put("done", usedUp(link, visit));
    } else {
      view.put("ask", reading.questions(form, document));
    }
    return view;
  }

  /** Whether this visitor has had the one use there is, or all uses are had. */
  private boolean usedUp(Link link, Visit visit) {
    boolean mine =
        link.document().path("once").asString("").equals("browser")
            && visit.browser() != null
            && store.knows(link.id(), who(link, "browser", visit.browser()));
    return mine || (most(link) instanceof Integer most && link.uses() >= most);
  }

  /** Whether the right code came along; a wrong one counts against the place it came from. */
  private boolean visited(Link link, Visit visit) {
    if (visit.code() == null) {
      return false;
    }
    throttle.requireFree(LinkThrottle.Act.CODE, link.id(), visit.address());
    boolean right =
        MessageDigest.isEqual(
            link.document().path("code").asString().getBytes(StandardCharsets.UTF_8),
            visit.code().strip().getBytes(StandardCharsets.UTF_8));
    if (!right) {
      throttle.count(LinkThrottle.Act.CODE, link.id(), visit.address());
      throw Problem.of(ProblemKind.FORBIDDEN, "link.code_wrong").exception();
    }
    return true;
  }

  /** A link that works, for somebody who may use it. */
  private Link enter(Visit visit, String kind) {
    Link link = open(visit);
    if (!link.kind().equals(kind)) {
      throw Problem.of(ProblemKind.NOT_FOUND, "link.unknown").exception();
    }
    if (link.document().has("code") && !visited(link, visit)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "link.code_needed").exception();
    }
    return link;
  }

  private Link open(Visit visit) {
    Link link =
        store
            .find(Secrets.hash(visit.token()))
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "link.unknown").exception());
    if (link.revokedAt() != null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "link.revoked").exception();
    }
    if (link.expiresAt() != null && !link.expiresAt().isAfter(clock.instant())) {
      throw Problem.of(ProblemKind.NOT_FOUND, "link.expired").exception();
    }
    return link;
  }

  private @Nullable Form target(FormField reference) {
    return reference.type() instanceof ReferenceType type
        ? blueprints.current().find(Form.TYPE, type.form()).orElse(null)
        : null;
  }

  private Form form(Link link) {
    return blueprints
        .current()
        .find(Form.TYPE, link.form())
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "link.unknown").exception());
  }

  /**
   * Records a visitor may choose from.
   *
   * @param path {@code customer} or {@code lines.product}
   * @param values what stands on the page already, which may limit the choice
   * @param row the row the reference stands in
   */
  public List<Map<String, @Nullable Object>> choices(
      Visit visit, String path, String search, JsonNode values, JsonNode row) {
    Link link = enter(visit, "form");
    throttle.count(LinkThrottle.Act.LOOK, link.id(), visit.address());
    Form form = form(link);
    Granted granted = Granted.read(form, link.document());
    Granted.Part part = granted.at(path);
    FormField field = granted.field(path);
    if (part == null
        || part.hidden()
        || part.fixed()
        || field == null
        || !(field.type() instanceof ReferenceType type)) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    ObjectNode around = json.createObjectNode();
    values.properties().stream()
        .filter(entry -> granted.takes(entry.getKey()))
        .forEach(entry -> around.set(entry.getKey(), entry.getValue()));
    granted.putOwn(around);
    return reading.choices(form, path, type.form(), part, search, around, row);
  }

  /**
   * Takes a file that is to be attached.
   *
   * @throws ProblemException not found where the link takes no files; too large; limit
   */
  public Attachment upload(Visit visit, String name, long size, InputStream content)
      throws IOException {
    Link link = enter(visit, "form");
    throttle.count(LinkThrottle.Act.UPLOAD, link.id(), visit.address());
    if (!takesFiles(link)) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    if (size > LARGEST_FILE) {
      throw Problem.of(ProblemKind.TOO_LARGE, "file_too_large", "most", LARGEST_FILE >> 20)
          .exception();
    }
    Attachment file = attachments.store(name, content, actor(link, visit));
    store.uploaded(link.id(), file.id());
    return file;
  }

  private boolean takesFiles(Link link) {
    Form form = form(link);
    Granted granted = Granted.read(form, link.document());
    return granted.head().entrySet().stream()
        .filter(entry -> !entry.getValue().hidden() && !entry.getValue().fixed())
        .anyMatch(entry ->
            isFile(form.fields().get(entry.getKey()))
                || entry.getValue().columns().keySet().stream()
                    .anyMatch(column -> isFile(granted.field(entry.getKey() + "." + column))));
  }

  private static boolean isFile(@Nullable FormField field) {
    return field != null && field.type() instanceof AttachmentType;
  }

  /**
   * Makes a record of what a visitor sent.
   *
   * @param key the same key makes one record, however often it is sent
   * @return what is said in thanks
   * @throws ProblemException invalid with every violation; conflict {@code link.once}, {@code
   *     link.full}; limit
   */
  public Map<String, @Nullable Object> send(Visit visit, JsonNode values, String key) {
    Link link = enter(visit, "form");
    throttle.count(LinkThrottle.Act.SEND, link.id(), visit.address());
    Blueprint blueprint = blueprints.current();
    Granted granted = Granted.read(form(link), link.document());
    ObjectNode whole = whole(granted, values);
    List<UUID> files = new ArrayList<>();
    LinkGrants grants = new LinkGrants(granted, link.id(), store, reading, files);
    Caller caller =
        new Caller(blueprint, actor(link, visit), "link:" + link.id() + ":" + key, grants);
    StoredRecord made =
        transactions.execute(_ -> {
          if (!store.use(link.id(), most(link))) {
            throw Problem.of(ProblemKind.CONFLICT, "link.full").exception();
          }
          once(link, visit, whole);
          StoredRecord record = records.create(caller, link.form(), Write.of(whole));
          store.used(link.id(), files);
          return record;
        });
    Map<String, @Nullable Object> thanks = new LinkedHashMap<>();
    JsonNode document = link.document();
    thanks.put("thanks", document.has("thanks") ? document.path("thanks") : null);
    thanks.put(
        "number", document.path("number").asBoolean(false) ? records.title(caller, made) : null);
    return thanks;
  }

  /** What the visitor may send, and what the link puts in itself. */
  private ObjectNode whole(Granted granted, JsonNode values) {
    List<Violation> wrong = new ArrayList<>();
    ObjectNode whole = json.createObjectNode();
    if (!values.isObject()) {
      throw Problem.invalid(List.of(Violation.at("values", Message.of("record.values_expected"))))
          .exception();
    }
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      String field = entry.getKey();
      if (!granted.takes(field)) {
        wrong.add(Violation.at(field, Message.of("record.unknown_field", "field", field)));
        continue;
      }
      Granted.Part part = granted.head().get(field);
      if (part != null && !part.columns().isEmpty() && entry.getValue().isArray()) {
        rows(field, part, entry.getValue(), wrong);
      }
      whole.set(field, entry.getValue());
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
    granted.putOwn(whole);
    return whole;
  }

  private static void rows(String field, Granted.Part part, JsonNode rows, List<Violation> wrong) {
    for (int i = 0; i < rows.size(); i++) {
      for (Map.Entry<String, JsonNode> cell : rows.get(i).properties()) {
        if (!part.columns().containsKey(cell.getKey())) {
          wrong.add(
              new Violation(
                  Message.of("record.unknown_field", "field", cell.getKey()),
                  field,
                  i,
                  cell.getKey()));
        }
      }
    }
  }

  private void once(Link link, Visit visit, JsonNode values) {
    String once = link.document().path("once").asString("");
    String known =
        switch (once) {
          case "browser" -> visit.browser();
          case "phone" ->
              values
                  .path(link.document().path("phone").asString(""))
                  .asString("")
                  .replaceAll("\\D", "");
          default -> null;
        };
    if (once.equals("phone") && (known == null || known.isEmpty())) {
      throw Problem.invalid(
              List.of(
                  Violation.at(
                      link.document().path("phone").asString(""),
                      Message.of("link.phone_missing"))))
          .exception();
    }
    if (known != null && !store.remember(link.id(), who(link, once, known))) {
      throw Problem.of(ProblemKind.CONFLICT, "link.once").exception();
    }
  }

  /**
   * Answers a question: the records in which every entered value stands exactly. No record, a wrong
   * value and a half right one are answered alike.
   *
   * @throws ProblemException invalid where a value is missing or cannot be one; limit
   */
  public List<Map<String, @Nullable Object>> ask(Visit visit, JsonNode values) {
    Link link = enter(visit, "query");
    throttle.count(LinkThrottle.Act.ASK, link.id(), visit.address());
    if (!store.use(link.id(), null)) {
      throw Problem.of(ProblemKind.NOT_FOUND, "link.unknown").exception();
    }
    return reading.answer(form(link), link.document(), values, visit.language());
  }

  private static @Nullable Integer most(Link link) {
    return link.document().has("most") ? link.document().path("most").asInt() : null;
  }

  private static byte[] who(Link link, String how, String known) {
    return Secrets.hash(link.id() + " " + how + " " + known);
  }

  /** The link itself acts; its rights are what it grants. */
  private static Actor actor(Link link, Visit visit) {
    return Actor.system(Origin.LINK, link.id()).withLanguage(visit.language());
  }
}

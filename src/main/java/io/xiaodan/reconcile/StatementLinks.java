package io.xiaodan.reconcile;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.link.RecordLink;
import io.xiaodan.link.RecordLinks;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import io.xiaodan.task.Assignees;
import io.xiaodan.task.NewTask;
import io.xiaodan.task.TaskKind;
import io.xiaodan.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Statements as customers see them through a link: what was sent, line by line to be accepted or
 * disputed. What they see is kept as it was when the link was made, so that nobody accepts what is
 * changed afterwards.
 */
@Component
public class StatementLinks {

  static final String PURPOSE = "statement";
  private static final Duration VALID = Duration.ofDays(180);
  private static final int MOST_LINES = 2_000;
  private static final int LONGEST = 500;
  private static final int LONGEST_TITLE = 200;

  private final Desk desk;
  private final Statements statements;
  private final RecordLinks links;
  private final Tasks tasks;
  private final TransactionTemplate transactions;
  private final Messages messages;
  private final Ids ids;
  private final JsonMapper json;
  private final Workspace workspace;
  private final Clock clock;

  StatementLinks(
      Desk desk,
      Statements statements,
      RecordLinks links,
      Tasks tasks,
      TransactionTemplate transactions,
      Messages messages,
      Ids ids,
      JsonMapper json,
      Workspace workspace,
      Clock clock) {
    this.desk = desk;
    this.statements = statements;
    this.links = links;
    this.tasks = tasks;
    this.transactions = transactions;
    this.messages = messages;
    this.ids = ids;
    this.json = json;
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * A link as the company sees it.
   *
   * @param path of its address, from the root of the server
   * @param about what was sent, and what the customer said of it
   */
  public record Sent(RecordLink link, String path, JsonNode about) {}

  /**
   * Makes the link of a statement, with what it says now; one that is there already is renewed as
   * long as the customer has not answered.
   *
   * @throws ProblemException forbidden; invalid for a statement that is too long
   */
  public Sent make(Actor actor, UUID customer, LocalDate from, LocalDate to) {
    Desk.Open open = desk.open(actor);
    Statement statement = statements.of(open, customer, from, to);
    if (statement.lines().size() > MOST_LINES) {
      throw Problem.invalid(
              List.of(Violation.at("to", Message.of("reconcile.too_long", "most", MOST_LINES))))
          .exception();
    }
    ObjectNode about = json.createObjectNode();
    about.set("statement", json.valueToTree(statement));
    about.putObject("answers");
    about.put("confirmed", false);
    RecordLinks.Target target = target(open, customer, from, to);
    RecordLink link = links.make(target, about, clock.instant().plus(VALID), actor.personId());
    boolean untouched =
        link.about().path("answers").isEmpty() && !link.about().path("confirmed").asBoolean(false);
    if (untouched && !link.about().equals(about)) {
      links.keep(link, about);
    }
    if (link.revokedAt() != null) {
      links.revoke(link, false);
    }
    return sent(links.find(target).orElseThrow());
  }

  private static RecordLinks.Target target(
      Desk.Open open, UUID customer, LocalDate from, LocalDate to) {
    return new RecordLinks.Target(
        PURPOSE, open.of().customers().form().key(), customer, from + "/" + to);
  }

  private Sent sent(RecordLink link) {
    return new Sent(link, "/s/" + links.token(link), link.about());
  }

  /** The link of a statement; null while there is none. */
  public @Nullable Sent find(Actor actor, UUID customer, LocalDate from, LocalDate to) {
    Desk.Open open = desk.open(actor);
    return links.find(target(open, customer, from, to)).map(this::sent).orElse(null);
  }

  /** Stops the link of a statement. */
  public void revoke(Actor actor, UUID customer, LocalDate from, LocalDate to) {
    Sent sent = find(actor, customer, from, to);
    if (sent == null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    links.revoke(sent.link(), true);
  }

  /** Who knocks. */
  public record Visit(String token, String address, Language language) {}

  /** What a customer sees. */
  public record Seen(String company, JsonNode statement, JsonNode answers, boolean confirmed) {}

  /**
   * Shows a statement.
   *
   * @throws ProblemException not found: {@code link.unknown}, {@code link.revoked}, {@code
   *     link.expired}; limit
   */
  public Seen look(Visit visit) {
    RecordLink link = links.open(PURPOSE, visit.token(), visit.address());
    links.used(link);
    return seen(link.about());
  }

  private Seen seen(JsonNode about) {
    return new Seen(
        workspace.name(),
        about.path("statement"),
        about.path("answers"),
        about.path("confirmed").asBoolean(false));
  }

  /** Accepts or disputes a line; a dispute becomes a to-do. */
  public Seen answer(Visit visit, String key, boolean accepted, String text) {
    RecordLink link = links.open(PURPOSE, visit.token(), visit.address());
    links.write(link, visit.address());
    JsonNode line =
        link.about()
            .path("statement")
            .path("lines")
            .valueStream()
            .filter(one -> one.path("key").asString("").equals(key))
            .findFirst()
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
    String why = text.strip();
    if (!accepted && (why.isEmpty() || why.length() > LONGEST || why.indexOf('\0') >= 0)) {
      throw Problem.invalid(
              List.of(Violation.at("text", Message.of("reconcile.dispute_text", "most", LONGEST))))
          .exception();
    }
    ObjectNode answer = json.createObjectNode();
    answer.put("state", accepted ? "accepted" : "disputed");
    answer.put("text", accepted ? "" : why);
    answer.put("at", clock.instant().toString());
    ObjectNode about = (ObjectNode) link.about().deepCopy();
    ((ObjectNode) about.path("answers")).set(key, answer);
    about.put("confirmed", false);
    Message title =
        Message.of(
            "reconcile.dispute_task",
            "customer",
            about.path("statement").path("name").asString(""),
            "line",
            line.path("day").asString("") + " " + line.path("number").asString(""),
            "text",
            why);
    keep(link, about, accepted ? null : title);
    return seen(about);
  }

  /**
   * Accepts the statement as a whole.
   *
   * @throws ProblemException conflict while a line is disputed
   */
  public Seen confirm(Visit visit, String name) {
    RecordLink link = links.open(PURPOSE, visit.token(), visit.address());
    links.write(link, visit.address());
    boolean disputed =
        link.about()
            .path("answers")
            .valueStream()
            .anyMatch(one -> one.path("state").asString("").equals("disputed"));
    if (disputed) {
      throw Problem.of(ProblemKind.CONFLICT, "reconcile.disputed").exception();
    }
    String who = name.strip();
    if (who.isEmpty() || who.length() > 50) {
      throw Problem.invalid(List.of(Violation.at("name", Message.of("reconcile.who")))).exception();
    }
    ObjectNode about = (ObjectNode) link.about().deepCopy();
    about.put("confirmed", true);
    about.put("by", who);
    about.put("at", clock.instant().toString());
    keep(
        link,
        about,
        Message.of(
            "reconcile.confirmed_task",
            "customer",
            about.path("statement").path("name").asString(""),
            "by",
            who));
    return seen(about);
  }

  /** Keeps what was said, and hands out what there is to do, or neither. */
  private void keep(RecordLink link, ObjectNode about, @Nullable Message task) {
    transactions.executeWithoutResult(_ -> {
      if (!links.keep(link, about)) {
        throw Problem.of(ProblemKind.CONFLICT, "record.conflict").exception();
      }
      if (task != null) {
        Desk.Open open = desk.open(Actor.system(Origin.LINK, link.id()));
        String title = messages.text(task, Language.ZH);
        tasks.handOut(
            List.of(
                new NewTask(
                    ids.next(),
                    TaskKind.TODO,
                    link.form(),
                    link.record(),
                    null,
                    "statement",
                    title.substring(0, Math.min(title.length(), LONGEST_TITLE)),
                    clock.instant(),
                    new Assignees(
                        open.of().disputes().isEmpty() ? open.of().roles() : open.of().disputes(),
                        Set.of()))));
      }
    });
  }
}

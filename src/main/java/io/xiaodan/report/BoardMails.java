package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.notification.Delivery;
import io.xiaodan.notification.Messenger;
import io.xiaodan.notification.OutgoingMessage;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes dashboards into mails, one mail to each receiver with what that receiver may see when it
 * is written; an address outside gets what whoever asked for it may see. Who may not see the
 * dashboard any more gets nothing, and the log of messages says why.
 */
@Component
class BoardMails {

  /** Nobody outside has said what they read: the language of the company. */
  private static final Language OUTSIDE = Language.ZH;

  private final Blueprints blueprints;
  private final BoardReaders readers;
  private final BoardPaper paper;
  private final Messenger messenger;
  private final Messages messages;
  private final Workspace workspace;
  private final JsonMapper json;
  private final Clock clock;
  private final Jobs jobs;
  private final JobType<Mail> type;

  BoardMails(
      Blueprints blueprints,
      BoardReaders readers,
      BoardPaper paper,
      Messenger messenger,
      Messages messages,
      Workspace workspace,
      JsonMapper json,
      Clock clock,
      Jobs jobs) {
    this.blueprints = blueprints;
    this.readers = readers;
    this.paper = paper;
    this.messenger = messenger;
    this.messages = messages;
    this.workspace = workspace;
    this.json = json;
    this.clock = clock;
    this.jobs = jobs;
    this.type =
        jobs.register(
            JobType.atLeastOnce(
                "report.mail", Mail.class, RetryPolicy.standard(), (mail, run) -> write(mail)));
  }

  /**
   * One mail to be written.
   *
   * @param reader whose rights count
   * @param address where it goes; null for the reader's own
   * @param filters JSON text of the values of the dashboard's filters
   * @param pdf whether the dashboard comes as a file too
   * @param link where the dashboard is opened; null where that is not known
   */
  record Mail(
      String key,
      String dashboard,
      UUID reader,
      @Nullable String address,
      String filters,
      boolean pdf,
      @Nullable String link) {}

  /** Asks for the mails of a subscription, within the caller's transaction. */
  void ask(BoardSubscriptions.Subscription subscription, Instant now) {
    JsonNode document = subscription.document();
    String filters =
        document.path("filters").isObject() ? document.path("filters").toString() : "{}";
    String key = "board:" + subscription.id() + ":" + now.getEpochSecond();
    boolean pdf = document.path("pdf").asBoolean(true);
    String site = document.path("site").asString(null);
    String link = site == null ? null : site + "/dashboards/" + subscription.dashboard();
    for (JsonNode person : document.path("people")) {
      UUID id = BoardSubscriptions.id(person);
      if (id != null) {
        order(new Mail(key + ":" + id, subscription.dashboard(), id, null, filters, pdf, link));
      }
    }
    for (JsonNode address : document.path("emails")) {
      String to = address.asString("");
      UUID author = subscription.createdBy();
      order(new Mail(key + ":" + to, subscription.dashboard(), author, to, filters, pdf, null));
    }
  }

  private void order(Mail mail) {
    jobs.schedule(new JobOrder<>(type, mail.key(), mail, clock.instant()));
  }

  private void write(Mail mail) {
    Blueprint blueprint = blueprints.current();
    Optional<Actor> reader = readers.actor(mail.reader());
    Language language =
        mail.address() == null ? reader.map(Actor::language).orElse(OUTSIDE) : OUTSIDE;
    Optional<Actor> actor = reader.map(found -> found.withLanguage(language));
    String address =
        mail.address() == null ? readers.email(mail.reader()).orElse("") : mail.address();
    Optional<Dashboard> dashboard = blueprint.find(Dashboard.TYPE, mail.dashboard());
    String name = dashboard.map(found -> found.label().in(language)).orElseGet(mail::dashboard);
    if (actor.isEmpty() || dashboard.isEmpty()) {
      String reason = actor.isEmpty() ? "report.mail_left" : "report.mail_no_board";
      withhold(mail, address, subject(name, language), name, reason);
      return;
    }
    Inquiry inquiry =
        new Inquiry(
            null, mail.dashboard(), null, null, json.readTree(mail.filters()), null, null, null);
    BoardPaper.Content content;
    try {
      content = paper.content(blueprint, actor.get(), inquiry, null);
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.UNAVAILABLE) {
        throw e;
      }
      boolean unseen = e.problem().kind() == ProblemKind.NOT_FOUND;
      String reason = unseen ? "report.mail_unseen" : "report.mail_filters";
      withhold(mail, address, subject(name, language), name, reason);
      return;
    }
    send(mail, address, content, language);
  }

  private void withhold(Mail mail, String address, String subject, String board, String reason) {
    messenger.withhold(
        new OutgoingMessage.Email(
            mail.key(), address, subject, "", List.of(file(mail, new byte[0]))),
        Message.of(reason, "board", board));
  }

  private static OutgoingMessage.File file(Mail mail, byte[] content) {
    return new OutgoingMessage.File(mail.dashboard() + ".pdf", "application/pdf", content);
  }

  private String subject(String board, Language language) {
    return messages.text(
        Message.of("report.mail_subject", "board", board, "company", workspace.name()), language);
  }

  private void send(Mail mail, String address, BoardPaper.Content content, Language language) {
    String name = content.title();
    String code = mail.pdf() ? "report.mail_body_pdf" : "report.mail_body";
    String body =
        messages.text(Message.of(code, "board", name, "moment", content.moment()), language);
    if (mail.link() != null) {
      body += "\n" + messages.text(Message.of("report.mail_link", "link", mail.link()), language);
    }
    List<OutgoingMessage.File> pictures = new ArrayList<>();
    for (byte[] page : paper.pictures(content)) {
      String file = mail.dashboard() + "-" + (pictures.size() + 1) + ".png";
      pictures.add(new OutgoingMessage.File(file, "image/png", page));
    }
    List<OutgoingMessage.File> files =
        mail.pdf() ? List.of(file(mail, paper.pdf(content))) : List.of();
    Delivery delivery =
        messenger.send(
            new OutgoingMessage.Email(
                mail.key(), address, subject(name, language), body, files, pictures));
    if (delivery instanceof Delivery.Failed failed && failed.retryable()) {
      throw new IllegalStateException("mail " + mail.key() + ": " + failed);
    }
  }
}

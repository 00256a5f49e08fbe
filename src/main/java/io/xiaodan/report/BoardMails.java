package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
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
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes dashboards into mails, one mail to each receiver with what that receiver may see; an
 * address outside gets what whoever asked for it may see.
 */
@Component
class BoardMails {

  private static final Logger log = LoggerFactory.getLogger(BoardMails.class);

  private final Blueprints blueprints;
  private final BoardReaders readers;
  private final AnswerFiles files;
  private final Messenger messenger;
  private final Messages messages;
  private final Workspace workspace;
  private final JsonMapper json;
  private final Jobs jobs;
  private final JobType<Mail> type;

  BoardMails(
      Blueprints blueprints,
      BoardReaders readers,
      AnswerFiles files,
      Messenger messenger,
      Messages messages,
      Workspace workspace,
      JsonMapper json,
      Jobs jobs) {
    this.blueprints = blueprints;
    this.readers = readers;
    this.files = files;
    this.messenger = messenger;
    this.messages = messages;
    this.workspace = workspace;
    this.json = json;
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
   */
  record Mail(
      String key, String dashboard, UUID reader, @Nullable String address, String filters) {}

  /** Asks for the mails of a subscription, within the caller's transaction. */
  void ask(BoardSubscriptions.Subscription subscription, Instant now) {
    JsonNode document = subscription.document();
    String filters =
        document.path("filters").isObject() ? document.path("filters").toString() : "{}";
    String key = "board:" + subscription.id() + ":" + now.getEpochSecond();
    for (JsonNode person : document.path("people")) {
      UUID id = BoardSubscriptions.id(person);
      if (id != null) {
        order(new Mail(key + ":" + id, subscription.dashboard(), id, null, filters), now);
      }
    }
    for (JsonNode address : document.path("emails")) {
      String to = address.asString("");
      order(
          new Mail(
              key + ":" + to, subscription.dashboard(), subscription.createdBy(), to, filters),
          now);
    }
  }

  private void order(Mail mail, Instant now) {
    jobs.schedule(new JobOrder<>(type, mail.key(), mail, now));
  }

  private void write(Mail mail) {
    Blueprint blueprint = blueprints.current();
    Optional<Actor> actor = readers.actor(mail.reader());
    String address =
        mail.address() == null ? readers.email(mail.reader()).orElse("") : mail.address();
    Optional<Dashboard> dashboard = blueprint.find(Dashboard.TYPE, mail.dashboard());
    if (actor.isEmpty() || dashboard.isEmpty() || address.isEmpty()) {
      log.info("board mail not written key={} nobody to write to", mail.key());
      return;
    }
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    Inquiry inquiry =
        new Inquiry(
            null, mail.dashboard(), null, null, json.readTree(mail.filters()), null, null, null);
    try {
      files.paper(blueprint, actor.get(), inquiry, null, pdf);
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.UNAVAILABLE) {
        throw e;
      }
      log.info("board mail not written key={} problem={}", mail.key(), e.problem().message());
      return;
    }
    send(mail, address, dashboard.get(), actor.get(), pdf.toByteArray());
  }

  private void send(Mail mail, String address, Dashboard dashboard, Actor actor, byte[] pdf) {
    String name = dashboard.label().in(actor.language());
    String subject =
        messages.text(
            Message.of("report.mail_subject", "board", name, "company", workspace.name()),
            actor.language());
    String body = messages.text(Message.of("report.mail_body", "board", name), actor.language());
    OutgoingMessage.File file =
        new OutgoingMessage.File(dashboard.key() + ".pdf", "application/pdf", pdf);
    Delivery delivery =
        messenger.send(
            new OutgoingMessage.Email(mail.key(), address, subject, body, List.of(file)));
    if (delivery instanceof Delivery.Failed failed && failed.retryable()) {
      throw new IllegalStateException("mail " + mail.key() + ": " + failed);
    }
  }
}

package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.notification.Delivery;
import io.xiaodan.notification.Messenger;
import io.xiaodan.notification.NewNotice;
import io.xiaodan.notification.NoticeKind;
import io.xiaodan.notification.Notices;
import io.xiaodan.notification.OutgoingMessage;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tells of a number that crossed its line: in the product, by mail, through a robot. */
@Component
class AlertMessages {

  private final Notices notices;
  private final Messenger messenger;
  private final BoardReaders readers;
  private final Messages messages;
  private final Ids ids;
  private final Clock clock;
  private final Jobs jobs;
  private final JobType<Outside> type;

  AlertMessages(
      Notices notices,
      Messenger messenger,
      BoardReaders readers,
      Messages messages,
      Ids ids,
      Clock clock,
      Jobs jobs) {
    this.notices = notices;
    this.messenger = messenger;
    this.readers = readers;
    this.messages = messages;
    this.ids = ids;
    this.clock = clock;
    this.jobs = jobs;
    this.type =
        jobs.register(
            JobType.atLeastOnce(
                "report.alert",
                Outside.class,
                RetryPolicy.standard(),
                (outside, run) -> send(outside)));
  }

  /**
   * A message that leaves the product.
   *
   * @param person whose address it goes to; null for a connection
   * @param connection key of the connection; null for a person
   */
  record Outside(
      String key, @Nullable UUID person, @Nullable String connection, String title, String body) {}

  /** Tells everybody, within the caller's transaction. */
  void tell(Blueprint blueprint, BoardAlerts.Alert alert, boolean raised, String number) {
    JsonNode document = alert.document();
    Label board =
        blueprint
            .find(Dashboard.TYPE, alert.dashboard())
            .map(Dashboard::label)
            .orElse(Label.of(alert.dashboard()));
    List<NewNotice> told = new ArrayList<>();
    List<Outside> outside = new ArrayList<>();
    String key = "alert:" + alert.id() + ":" + clock.instant().toEpochMilli();
    for (JsonNode person : document.path("people")) {
      UUID id = BoardSubscriptions.id(person);
      if (id != null && readers.sees(blueprint, id, alert.dashboard())) {
        Said said = said(alert, board, raised, number, notices.language(id));
        told.add(
            new NewNotice(ids.next(), id, said.title(), said.body(), null, null)
                .as(NoticeKind.ALERT));
        if (document.path("mail").asBoolean(false)) {
          outside.add(new Outside(key + ":" + id, id, null, said.title(), said.body()));
        }
      }
    }
    if (document.path("connection").isString()) {
      String connection = document.path("connection").asString();
      Said said = said(alert, board, raised, number, Language.ZH);
      outside.add(new Outside(key + ":" + connection, null, connection, said.title(), said.body()));
    }
    notices.give(told);
    outside.forEach(one -> jobs.schedule(new JobOrder<>(type, one.key(), one, clock.instant())));
  }

  /** What is told, in the language of whoever reads it. */
  private record Said(String title, String body) {}

  private Said said(
      BoardAlerts.Alert alert, Label board, boolean raised, String number, Language language) {
    JsonNode document = alert.document();
    String name =
        Labels.read(document.path("label"), document.path("column").asString("")).in(language);
    Message title = Message.of(raised ? "report.alert_raised" : "report.alert_over", "name", name);
    Message body =
        Message.of(
            "report.alert_body",
            "board",
            board,
            "number",
            number,
            "line",
            document.path("value").asString(""));
    return new Said(messages.text(title, language), messages.text(body, language));
  }

  private void send(Outside outside) {
    OutgoingMessage message =
        outside.person() == null
            ? new OutgoingMessage.Robot(
                outside.key(),
                Objects.requireNonNull(outside.connection()),
                outside.title(),
                outside.body())
            : new OutgoingMessage.Email(
                outside.key(),
                readers.email(outside.person()).orElse(""),
                outside.title(),
                outside.body());
    Delivery delivery = messenger.send(message);
    if (delivery instanceof Delivery.Failed failed && failed.retryable()) {
      throw new IllegalStateException("alert " + outside.key() + ": " + failed);
    }
  }
}

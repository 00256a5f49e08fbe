package io.xiaodan.notification;

import io.xiaodan.identity.Invitations;
import io.xiaodan.identity.Invitations.Invitation;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends people the link by which they choose their password. The link is made when the mail is
 * sent, so its secret waits in no queue.
 */
@Component
public class InvitationMails {

  private static final Logger log = LoggerFactory.getLogger(InvitationMails.class);
  private static final RetryPolicy RETRY =
      new RetryPolicy(5, Duration.ofSeconds(5), Duration.ofMinutes(10));

  /**
   * What the job needs to know.
   *
   * @param address of this server as the inviting person's browser sees it
   */
  record Payload(UUID person, String by, String address, Language language) {}

  private final Jobs jobs;
  private final Invitations invitations;
  private final People people;
  private final Messenger messenger;
  private final Messages messages;
  private final Ids ids;
  private final Clock clock;
  private final JobType<Payload> work;

  InvitationMails(
      Jobs jobs,
      Invitations invitations,
      People people,
      Messenger messenger,
      Messages messages,
      Ids ids,
      Clock clock) {
    this.jobs = jobs;
    this.invitations = invitations;
    this.people = people;
    this.messenger = messenger;
    this.messages = messages;
    this.ids = ids;
    this.clock = clock;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                "notification.invitation",
                Payload.class,
                RETRY,
                (payload, run) -> send(payload, run.id())));
  }

  /**
   * Invites somebody by e-mail, in the background; what became of it stands in the delivery log.
   *
   * @param by the name of who invites
   * @param address of this server, without a slash at its end
   */
  public void invite(UUID person, String by, String address, Language language) {
    jobs.schedule(
        new JobOrder<>(
            work,
            ids.next().toString(),
            new Payload(person, by, address, language),
            clock.instant()));
  }

  private void send(Payload payload, String key) {
    Person person = people.find(payload.person()).orElse(null);
    if (person == null || person.email() == null) {
      return;
    }
    Invitation invitation;
    try {
      invitation = invitations.open(payload.person());
    } catch (ProblemException e) {
      log.info("invitation person={} refused={}", person.id(), e.getMessage());
      return;
    }
    messenger.send(
        new OutgoingMessage.Email(
            "invitation:" + key,
            person.email(),
            text(payload, "invitation_subject", person, invitation),
            text(payload, "invitation_body", person, invitation)));
  }

  private String text(Payload payload, String code, Person person, Invitation invitation) {
    return messages.text(
        Message.of(
            code,
            "name",
            person.name(),
            "by",
            payload.by(),
            "login",
            person.login(),
            "link",
            payload.address() + invitation.path()),
        payload.language());
  }
}

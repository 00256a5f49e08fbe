package io.xiaodan.comment;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.notification.NewNotice;
import io.xiaodan.notification.NoticeKind;
import io.xiaodan.notification.Notices;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Ids;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordPicks;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Comments on records: read, written, changed and taken back by their authors. Who is mentioned
 * gets a notice. Open pages are told through the feed topic {@value #TOPIC} and the form's key.
 */
@Component
public class Comments {

  /** Prefix of the feed's topics. */
  public static final String TOPIC = "comments/";

  /** Longest text in characters. */
  public static final int LONGEST = 4_000;

  /** Most comments that are read at once. */
  public static final int PAGE = 50;

  private static final int MOST_MENTIONS = 50;
  private static final int SHOWN = 200;
  private static final int LOOKED_AT = 200;

  private final CommentStore store;
  private final Records records;
  private final RecordPicks picks;
  private final People people;
  private final Notices notices;
  private final Messages messages;
  private final Feed feed;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final Clock clock;

  Comments(
      CommentStore store,
      Records records,
      RecordPicks picks,
      People people,
      Notices notices,
      Messages messages,
      Feed feed,
      TransactionTemplate transactions,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.records = records;
    this.picks = picks;
    this.people = people;
    this.notices = notices;
    this.messages = messages;
    this.feed = feed;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The comments on a record, newest first, at most 50.
   *
   * @param before id of the oldest one known; null for the newest
   * @throws ProblemException not found, also for a record out of reach
   */
  public List<Comment> of(Caller caller, String form, UUID record, @Nullable UUID before) {
    records.get(caller, form, record);
    return store.of(record, before, PAGE);
  }

  /**
   * Says something about a record.
   *
   * @throws ProblemException not found; conflict for a record in the recycle bin; invalid for a
   *     text that is empty or too long, or that mentions somebody who may not see the record
   */
  public Comment add(Caller caller, String form, UUID record, String text) {
    StoredRecord about = records.get(caller, form, record);
    if (about.deletedAt() != null) {
      throw Problem.of(ProblemKind.CONFLICT, "record.deleted").exception();
    }
    Comment comment =
        new Comment(
            ids.next(),
            form,
            record,
            clock.instant(),
            caller.actor().personId(),
            checked(caller.blueprint(), form, record, text),
            null);
    transactions.executeWithoutResult(_ -> {
      store.add(comment);
      tell(caller, comment, Mentions.in(comment.text()));
    });
    feed.publish(TOPIC + form, "\"" + record + "\"");
    return comment;
  }

  /** Changes what one has said; who is mentioned only now gets a notice. */
  public Comment change(Caller caller, String form, UUID record, UUID id, String text) {
    Comment before = own(caller, form, record, id);
    Comment after =
        new Comment(
            id,
            form,
            record,
            before.at(),
            before.by(),
            checked(caller.blueprint(), form, record, text),
            clock.instant());
    Set<UUID> fresh = new LinkedHashSet<>(Mentions.in(after.text()));
    fresh.removeAll(Mentions.in(before.text()));
    transactions.executeWithoutResult(_ -> {
      store.replace(after);
      tell(caller, after, fresh);
    });
    feed.publish(TOPIC + form, "\"" + record + "\"");
    return after;
  }

  /** Takes back what one has said. */
  public void delete(Caller caller, String form, UUID record, UUID id) {
    own(caller, form, record, id);
    store.remove(id);
    feed.publish(TOPIC + form, "\"" + record + "\"");
  }

  /**
   * People who may see a record, to be mentioned.
   *
   * @param search part of the name or login
   */
  public List<Person> mentionable(
      Caller caller, String form, UUID record, String search, int limit) {
    records.get(caller, form, record);
    return people.search(search, LOOKED_AT).stream()
        .filter(person -> !person.service())
        .filter(person -> sees(caller.blueprint(), person, form, record))
        .limit(limit)
        .toList();
  }

  private Comment own(Caller caller, String form, UUID record, UUID id) {
    records.get(caller, form, record);
    Comment comment =
        store
            .find(id)
            .filter(found -> found.record().equals(record) && found.form().equals(form))
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
    if (!comment.by().equals(caller.actor().personId())) {
      throw Problem.of(ProblemKind.FORBIDDEN, "comment.not_own").exception();
    }
    return comment;
  }

  private String checked(Blueprint blueprint, String form, UUID record, String text) {
    String clean = text.strip();
    if (clean.isEmpty() || clean.length() > LONGEST) {
      throw refused(Message.of("comment.text", "maximum", LONGEST));
    }
    Set<UUID> mentioned = Mentions.in(clean);
    if (mentioned.size() > MOST_MENTIONS) {
      throw refused(Message.of("comment.many", "maximum", MOST_MENTIONS));
    }
    for (UUID id : mentioned) {
      Person person = people.find(id).filter(Person::isActive).orElse(null);
      if (person == null || !sees(blueprint, person, form, record)) {
        throw refused(Message.of("comment.may_not_see", "person", people.name(id)));
      }
    }
    return clean;
  }

  private static ProblemException refused(Message message) {
    return Problem.invalid(List.of(Violation.at("text", message))).exception();
  }

  private boolean sees(Blueprint blueprint, Person person, String form, UUID record) {
    try {
      records.get(new Caller(blueprint, actor(person)), form, record);
      return true;
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.UNAVAILABLE) {
        throw e;
      }
      return false;
    }
  }

  private static Actor actor(Person person) {
    return new Actor(person.id(), person.name(), person.roles(), Language.ZH, Origin.USER, null);
  }

  /** The record is named as each of them may see its name; nobody is told of one's own words. */
  private void tell(Caller caller, Comment comment, Set<UUID> mentioned) {
    List<NewNotice> all = new ArrayList<>();
    String words = Mentions.spoken(comment.text(), people::name);
    for (UUID id : mentioned) {
      Person person = people.find(id).orElse(null);
      if (person == null || id.equals(comment.by())) {
        continue;
      }
      Language language = notices.language(id);
      Caller they = new Caller(caller.blueprint(), actor(person).withLanguage(language));
      String title =
          picks
              .titles(they, comment.form(), List.of(comment.record()))
              .getOrDefault(comment.record(), "");
      all.add(
          new NewNotice(
                  ids.next(),
                  id,
                  messages.text(
                      Message.of(
                          "comment.mentioned",
                          "person",
                          people.name(comment.by()),
                          "record",
                          title),
                      language),
                  words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words,
                  comment.form(),
                  comment.record())
              .as(NoticeKind.MENTION));
    }
    if (!all.isEmpty()) {
      notices.give(all);
    }
  }
}

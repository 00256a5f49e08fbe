package io.xiaodan.web.feed;

import io.xiaodan.comment.Comments;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.notification.Notices;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.FeedMessage;
import io.xiaodan.record.RecordFeed;
import io.xiaodan.task.Tasks;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands news from the feed to every open page. What comes within a tenth of a second goes out
 * together, so that many changes cost many pages no more than few.
 */
@Component
class NewsDesk implements SmartLifecycle {

  static final String BLUEPRINT_TOPIC = "blueprint";
  static final String JOB_TOPIC = "job";
  static final String LEDGER_TOPIC = "ledger";

  private static final Duration GATHER = Duration.ofMillis(100);

  /** Enough for the windows and machines of one person; others shall find a place too. */
  private static final int MOST_OF_ONE_READER = 60;

  private final JsonMapper json;
  private final Mailbox gathered = new Mailbox();
  private final Map<Mailbox, UUID> readers = new ConcurrentHashMap<>();
  private volatile boolean running;

  NewsDesk(Feed feed, JsonMapper json) {
    this.json = json;
    feed.subscribe(RecordFeed.TOPIC, message -> gathered.put(records(message)));
    feed.subscribe(Comments.TOPIC, message -> gathered.put(comments(message)));
    feed.subscribe(Tasks.TOPIC, message -> gathered.put(tasks(message)));
    feed.subscribe(Notices.TOPIC, message -> gathered.put(notices(message)));
    feed.subscribe(BLUEPRINT_TOPIC, message -> gathered.put(News.newBlueprint()));
    feed.subscribe(LEDGER_TOPIC, this::ledgers);
    feed.subscribe(JOB_TOPIC, message -> gathered.put(jobs(message)));
  }

  /**
   * A mailbox that all news comes to from now on.
   *
   * @param reader id of the person, or of the link by which somebody reads
   * @throws io.xiaodan.kernel.ProblemException limit, when the reader has too many already
   */
  Mailbox open(UUID reader) {
    long open = readers.values().stream().filter(reader::equals).count();
    if (open >= MOST_OF_ONE_READER) {
      throw Problem.of(ProblemKind.LIMIT, "too_many").exception();
    }
    Mailbox mailbox = new Mailbox();
    readers.put(mailbox, reader);
    if (!running) {
      mailbox.close();
    }
    return mailbox;
  }

  void close(Mailbox mailbox) {
    mailbox.close();
    readers.remove(mailbox);
  }

  int open() {
    return readers.size();
  }

  private static News records(FeedMessage message) {
    String form = message.topic().substring(RecordFeed.TOPIC.length());
    return form.isEmpty() ? News.anyForm() : News.form(form);
  }

  /** Balances that were made anew may be shown on any board. */
  private void ledgers(FeedMessage message) {
    String payload = message.payload();
    if (payload == null || json.readTree(payload).path("state").asString("").equals("ready")) {
      gathered.put(News.anyForm());
    }
  }

  /** Pages that show the form's records show what is said about them too. */
  private static News comments(FeedMessage message) {
    String form = message.topic().substring(Comments.TOPIC.length());
    return form.isEmpty() ? News.anyForm() : News.form(form);
  }

  private News tasks(FeedMessage message) {
    String payload = message.payload();
    return payload == null ? News.anyTasks() : News.tasks(texts(payload, "who"));
  }

  private News notices(FeedMessage message) {
    String payload = message.payload();
    return payload == null ? News.anyReaders() : News.readers(texts(payload, "people"));
  }

  private News jobs(FeedMessage message) {
    String payload = message.payload();
    if (payload == null) {
      return News.NONE;
    }
    JsonNode state = json.readTree(payload);
    return News.job(state.path("id").asString(""), state);
  }

  private Set<String> texts(String payload, String property) {
    Set<String> texts = new LinkedHashSet<>();
    json.readTree(payload).path(property).forEach(text -> texts.add(text.asString()));
    return texts;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("news-desk").start(this::deliver);
  }

  private void deliver() {
    try {
      while (running) {
        News news = gathered.take(Duration.ofSeconds(10));
        if (!news.isNothing()) {
          readers.keySet().forEach(mailbox -> mailbox.put(news));
          gathered.rest(GATHER);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Before the server waits for its open requests to end, or it would wait for these. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void stop() {
    running = false;
    readers.keySet().forEach(Mailbox::close);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

package io.xiaodan.platform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * News of committed changes for everyone who shows them, on this node at once and on the other
 * nodes within about 100 ms.
 *
 * <p>News may come twice and, after a broken connection, as "read again" ({@link
 * FeedMessage#rereadAll()}); it is never silently lost. It says that something changed, and is not
 * a record of changes: that is the event table.
 */
@Component
public class Feed implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Feed.class);
  private static final int MOST_UNDELIVERED = 50_000;
  private static final FeedMessage MARKER = new FeedMessage("", null);

  private final FeedRelay relay;
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<FeedMessage> undelivered =
      new LinkedBlockingQueue<>(MOST_UNDELIVERED);
  private final AtomicBoolean overflowed = new AtomicBoolean();
  private final Thread dispatcher;

  Feed(FeedRelay relay) {
    this.relay = relay;
    relay.onMessage(this::enqueue, this::lost);
    dispatcher = Thread.ofVirtual().name("feed-dispatcher").start(this::dispatch);
  }

  /** Ends a subscription. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private record Subscriber(String prefix, Consumer<FeedMessage> receiver) {}

  /**
   * Tells everyone who listens to the topic: after the commit of the current Spring transaction, or
   * at once where there is none. Nothing is told when the transaction rolls back.
   *
   * @param topic names separated by slashes, such as {@code records/orders}
   * @param payload small JSON text; above about 7 KB other nodes are told to read again instead
   */
  public void publish(String topic, String payload) {
    FeedMessage message = new FeedMessage(topic, payload);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(new OnceCommitted(message));
    } else {
      send(message);
    }
  }

  /**
   * Receives every message whose topic begins with the prefix, in the order of their arrival, one
   * at a time.
   *
   * @param receiver must not block: one thread serves all
   */
  public Subscription subscribe(String prefix, Consumer<FeedMessage> receiver) {
    Subscriber subscriber = new Subscriber(prefix, receiver);
    subscribers.add(subscriber);
    return () -> subscribers.removeIf(other -> other == subscriber);
  }

  /**
   * What is published by something that runs after the commit itself comes too late to be told with
   * the others, and is told when all of them are through.
   */
  private final class OnceCommitted implements TransactionSynchronization {

    private final FeedMessage message;
    private boolean told;

    OnceCommitted(FeedMessage message) {
      this.message = message;
    }

    @Override
    public void afterCommit() {
      told = true;
      send(message);
    }

    @Override
    public void afterCompletion(int status) {
      if (!told && status == STATUS_COMMITTED) {
        send(message);
      }
    }
  }

  private void send(FeedMessage message) {
    enqueue(message);
    relay.send(message);
  }

  private void enqueue(FeedMessage message) {
    if (!undelivered.offer(message)) {
      overflowed.set(true);
    }
  }

  /**
   * Everybody is told to read again: by the marker, or, when the queue is full, with the message
   * now being delivered.
   */
  private void lost() {
    overflowed.set(true);
    undelivered.offer(MARKER);
  }

  private void dispatch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        deliver(undelivered.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(FeedMessage message) {
    boolean lost = overflowed.getAndSet(false);
    for (Subscriber subscriber : subscribers) {
      if (lost) {
        hand(subscriber, new FeedMessage(subscriber.prefix(), null));
      }
      if (message != MARKER && message.topic().startsWith(subscriber.prefix())) {
        hand(subscriber, message);
      }
    }
  }

  private static void hand(Subscriber subscriber, FeedMessage message) {
    try {
      subscriber.receiver().accept(message);
    } catch (RuntimeException e) {
      log.error("feed topic={} a subscriber failed", message.topic(), e);
    }
  }

  @Override
  public void destroy() {
    dispatcher.interrupt();
  }
}

package io.xiaodan.platform;

import io.xiaodan.platform.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Carries feed messages between nodes by PostgreSQL's NOTIFY: what gathers in 100 ms goes out
 * together; what cannot be sent, or may have been missed while the listening connection was broken,
 * becomes "read again".
 */
@Component
class FeedRelay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(FeedRelay.class);
  private static final String CHANNEL = "xiaodan_feed";
  private static final Duration GATHER = Duration.ofMillis(100);
  private static final int MOST_WAITING = 10_000;

  private final JdbcTemplate jdbc;
  private final DatabaseAddress address;
  private final FeedWire wire;
  private final LinkedBlockingQueue<FeedMessage> outgoing = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Set<String> unsent = new LinkedHashSet<>();
  private Consumer<FeedMessage> receiver = message -> {};
  private Runnable loss = () -> {};
  private volatile CountDownLatch stopped = new CountDownLatch(0);
  private volatile @Nullable Connection listening;

  FeedRelay(JdbcTemplate jdbc, DatabaseAddress address, FeedWire wire) {
    this.jdbc = jdbc;
    this.address = address;
    this.wire = wire;
  }

  void onMessage(Consumer<FeedMessage> receiver, Runnable loss) {
    this.receiver = receiver;
    this.loss = loss;
  }

  void send(FeedMessage message) {
    if (!outgoing.offer(message)) {
      synchronized (unsent) {
        unsent.add(message.topic());
      }
    }
  }

  @Override
  public synchronized void start() {
    CountDownLatch stop = new CountDownLatch(1);
    stopped = stop;
    Thread.ofVirtual().name("feed-sender").start(() -> sendUntil(stop));
    Thread.ofVirtual().name("feed-listener").start(() -> listenUntil(stop));
  }

  @Override
  public synchronized void stop() {
    stopped.countDown();
    close(listening);
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }

  private void sendUntil(CountDownLatch stop) {
    try {
      while (!stop.await(GATHER.toMillis(), TimeUnit.MILLISECONDS)) {
        sendGathered();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendGathered() {
    Set<FeedMessage> messages = new LinkedHashSet<>();
    synchronized (unsent) {
      unsent.forEach(topic -> messages.add(new FeedMessage(topic, null)));
      unsent.clear();
    }
    outgoing.drainTo(messages);
    if (messages.isEmpty()) {
      return;
    }
    try {
      for (String text : wire.write(messages)) {
        jdbc.query("SELECT pg_notify(?, ?)", row -> {}, CHANNEL, text);
      }
    } catch (RuntimeException e) {
      log.warn("feed messages={} could not be sent to other nodes", messages.size(), e);
      synchronized (unsent) {
        messages.forEach(message -> unsent.add(message.topic()));
      }
    }
  }

  private void listenUntil(CountDownLatch stop) {
    boolean first = true;
    while (stop.getCount() > 0) {
      try (Connection connection = address.connect()) {
        listening = connection;
        try (var statement = connection.createStatement()) {
          statement.execute("LISTEN " + CHANNEL);
        }
        if (!first) {
          loss.run();
        }
        first = false;
        receive(connection, stop);
      } catch (SQLException e) {
        if (stop.getCount() > 0) {
          log.warn("feed connection lost, connecting again: {}", e.getMessage());
        }
      }
      pause(stop);
    }
  }

  private void receive(Connection connection, CountDownLatch stop) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (stop.getCount() > 0) {
      PGNotification[] notifications = postgres.getNotifications(10_000);
      if (notifications == null || notifications.length == 0) {
        if (!connection.isValid(5)) {
          throw new SQLException("The connection does not answer");
        }
        continue;
      }
      List<FeedMessage> messages = new ArrayList<>();
      for (PGNotification notification : notifications) {
        messages.addAll(wire.read(notification.getParameter()));
      }
      for (FeedMessage message : messages) {
        if (message.topic().equals(FeedWire.EVERYTHING)) {
          loss.run();
        } else {
          receiver.accept(message);
        }
      }
    }
  }

  private static void pause(CountDownLatch stop) {
    try {
      stop.await(500, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      log.debug("feed connection closed with an error", e);
    }
  }
}

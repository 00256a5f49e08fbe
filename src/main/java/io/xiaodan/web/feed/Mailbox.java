package io.xiaodan.web.feed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where news waits for one reader; putting something in never waits for the reader. */
final class Mailbox {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private News waiting = News.NONE;
  private boolean closed;

  void put(News news) {
    lock.lock();
    try {
      waiting = waiting.and(news);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the reading for good. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** What has come, as soon as something has; nothing when the time is over or all is closed. */
  News take(Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while (waiting.isNothing() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      News taken = waiting;
      waiting = News.NONE;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits, unless all is closed. */
  void rest(Duration time) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long end = System.nanoTime() + time.toNanos();
      while (!closed && end - System.nanoTime() > 0) {
        changed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }
}

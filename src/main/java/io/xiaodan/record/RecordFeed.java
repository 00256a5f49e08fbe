package io.xiaodan.record;

import io.xiaodan.platform.Feed;
import io.xiaodan.platform.FeedMessage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * News of changed records: topic {@code records/<form>}, payload {@code <kind> <id>} as JSON text.
 */
@Component
public class RecordFeed {

  /** Prefix of the topics. */
  public static final String TOPIC = "records/";

  /**
   * A changed record.
   *
   * @param kind created, updated, deleted or restored
   */
  public record Change(String form, String kind, UUID id) {}

  private final Feed feed;

  RecordFeed(Feed feed) {
    this.feed = feed;
  }

  void publish(String form, String kind, UUID id) {
    feed.publish(TOPIC + form, "\"" + kind + " " + id + "\"");
  }

  /** Reads a message of the topic; null when it says to read everything again. */
  public static @Nullable Change read(FeedMessage message) {
    String payload = message.payload();
    if (payload == null) {
      return null;
    }
    int space = payload.indexOf(' ');
    return new Change(
        message.topic().substring(TOPIC.length()),
        payload.substring(1, space),
        UUID.fromString(payload.substring(space + 1, payload.length() - 1)));
  }
}

package io.xiaodan.platform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * How feed messages stand in the text of a notification, which PostgreSQL limits to 8,000 bytes.
 */
@Component
class FeedWire {

  /** The topic that stands for all topics when too much changed to name it. */
  static final String EVERYTHING = "";

  private static final int MOST_BYTES = 7_500;
  private static final int MOST_NOTIFICATIONS = 20;

  private final JsonMapper json;
  private final String node;

  FeedWire(JsonMapper json, Ids ids) {
    this.json = json;
    this.node = ids.next().toString();
  }

  /** The text of one notification. */
  private record Envelope(String node, List<FeedMessage> messages) {}

  /**
   * The texts to send, few and small: details are left out first of large messages, then of all,
   * then topics too.
   */
  List<String> write(Collection<FeedMessage> messages) {
    List<String> texts = pack(messages.stream().map(this::fitting).toList());
    if (texts.size() <= MOST_NOTIFICATIONS) {
      return texts;
    }
    Set<FeedMessage> topics = new LinkedHashSet<>();
    messages.forEach(message -> topics.add(new FeedMessage(message.topic(), null)));
    texts = pack(topics);
    return texts.size() <= MOST_NOTIFICATIONS
        ? texts
        : pack(List.of(new FeedMessage(EVERYTHING, null)));
  }

  /** The messages in a text, none when this node sent it. */
  List<FeedMessage> read(String text) {
    Envelope envelope = json.readValue(text, Envelope.class);
    return envelope.node().equals(node) ? List.of() : envelope.messages();
  }

  private FeedMessage fitting(FeedMessage message) {
    return size(message) > MOST_BYTES - 200 ? new FeedMessage(message.topic(), null) : message;
  }

  private List<String> pack(Collection<FeedMessage> messages) {
    List<String> texts = new ArrayList<>();
    List<FeedMessage> gathered = new ArrayList<>();
    int bytes = 200;
    for (FeedMessage message : messages) {
      int size = size(message) + 1;
      if (bytes + size > MOST_BYTES && !gathered.isEmpty()) {
        texts.add(json.writeValueAsString(new Envelope(node, gathered)));
        gathered = new ArrayList<>();
        bytes = 200;
      }
      gathered.add(message);
      bytes += size;
    }
    if (!gathered.isEmpty()) {
      texts.add(json.writeValueAsString(new Envelope(node, gathered)));
    }
    return texts;
  }

  private int size(FeedMessage message) {
    return json.writeValueAsString(message).getBytes(StandardCharsets.UTF_8).length;
  }
}

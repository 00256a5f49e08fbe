package io.xiaodan.platform;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Payloads as JSON, so that they can be read by people and by later versions. */
@Component
class JobPayloads implements Serializer {

  private final JsonMapper json;

  JobPayloads(JsonMapper json) {
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  @Override
  public byte[] serialize(@Nullable Object payload) {
    return payload == null ? new byte[0] : json.writeValueAsBytes(payload);
  }

  @Override
  @SuppressWarnings(
      "NullAway") // The scheduler's own recurring work carries no payload: null is right.
  public <T> T deserialize(Class<T> type, byte @Nullable [] stored) {
    return stored == null || stored.length == 0 ? null : json.readValue(stored, type);
  }
}

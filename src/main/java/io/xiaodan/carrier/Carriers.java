package io.xiaodan.carrier;

import io.xiaodan.kernel.Label;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The carriers that are known, and what each service calls them: {@code carrier/carriers.json}. */
@Component
public class Carriers {

  private final SequencedMap<String, Carrier> all;

  Carriers(JsonMapper json) {
    SequencedMap<String, Carrier> read = new LinkedHashMap<>();
    try (InputStream in =
        Objects.requireNonNull(Carriers.class.getResourceAsStream("/carrier/carriers.json"))) {
      for (JsonNode one : json.readTree(in)) {
        Map<String, String> codes = new LinkedHashMap<>();
        one.path("codes")
            .properties()
            .forEach(code -> codes.put(code.getKey(), code.getValue().asString()));
        String key = one.path("key").asString();
        JsonNode label = one.path("label");
        read.put(
            key,
            new Carrier(
                key, new Label(label.path("zh").asString(), label.path("en").asString()), codes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.all = Collections.unmodifiableSequencedMap(read);
  }

  /** One carrier by its key. */
  public Optional<Carrier> find(String key) {
    return Optional.ofNullable(all.get(key));
  }
}

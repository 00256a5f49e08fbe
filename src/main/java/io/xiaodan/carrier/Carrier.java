package io.xiaodan.carrier;

import io.xiaodan.kernel.Label;
import java.util.Map;
import java.util.Optional;

/**
 * A company that brings parcels.
 *
 * @param key its name here; the options of a field of carriers have such keys
 * @param codes its name at each service that knows parcels, by kind of connection
 */
public record Carrier(String key, Label label, Map<String, String> codes) {

  /** Its name at a service; empty where the service does not know it. */
  Optional<String> code(String service) {
    return Optional.ofNullable(codes.get(service));
  }
}

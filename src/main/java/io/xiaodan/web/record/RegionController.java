package io.xiaodan.web.record;

import io.xiaodan.form.type.Regions;
import io.xiaodan.form.type.Regions.Region;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The regions of China, which pages read once and keep. */
@RestController
class RegionController {

  private static final Duration KEPT = Duration.ofDays(1);

  private final Map<String, Object> regions =
      Map.of(
          "items",
          Regions.china().all().stream()
              .filter(region -> region.validTo() == null)
              .map(region -> List.of(region.code(), region.name()))
              .toList(),
          "former",
          Regions.china().all().stream()
              .filter(region -> region.validTo() != null)
              .map(RegionController::former)
              .toList());

  private static List<String> former(Region region) {
    return List.of(
        region.code(),
        region.name(),
        String.valueOf(region.validTo()),
        String.valueOf(region.now()));
  }

  @GetMapping("/api/regions")
  ResponseEntity<Map<String, Object>> regions() {
    return ResponseEntity.ok().cacheControl(CacheControl.maxAge(KEPT).cachePrivate()).body(regions);
  }
}

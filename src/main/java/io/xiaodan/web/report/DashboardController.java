package io.xiaodan.web.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.report.BoardPaper;
import io.xiaodan.report.DashboardData;
import io.xiaodan.report.Dashboards;
import io.xiaodan.report.Inquiry;
import io.xiaodan.web.blueprint.MenuEntries;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Dashboards, as far as the person may see them, and the answers of their widgets. */
@RestController
@RequestMapping("/api/dashboards/{key}")
class DashboardController implements MenuEntries {

  private final Blueprints blueprints;
  private final Dashboards dashboards;

  private final BoardPaper paper;

  DashboardController(Blueprints blueprints, Dashboards dashboards, BoardPaper paper) {
    this.paper = paper;
    this.blueprints = blueprints;
    this.dashboards = dashboards;
  }

  @GetMapping
  JsonNode dashboard(@PathVariable String key, Actor actor) {
    return dashboards.require(blueprints.current(), actor, key).document();
  }

  @GetMapping("/data")
  DashboardData data(
      @PathVariable String key,
      @RequestParam(defaultValue = "") List<String> widgets,
      Actor actor) {
    return dashboards.data(blueprints.current(), actor, key, widgets);
  }

  /**
   * The same, under what is given with the asking.
   *
   * @param widgets keys; all where it is absent
   */
  record DataBody(
      @Nullable List<String> widgets,
      @Nullable JsonNode parameters,
      @Nullable JsonNode filters,
      @Nullable JsonNode selections,
      @Nullable Instant moment) {

    Inquiry inquiry(String dashboard) {
      return new Inquiry(null, dashboard, null, parameters, filters, selections, null, moment);
    }
  }

  @PostMapping("/data")
  DashboardData ask(@PathVariable String key, @RequestBody DataBody body, Actor actor) {
    return dashboards.data(
        blueprints.current(),
        actor,
        body.inquiry(key),
        body.widgets() == null ? List.of() : body.widgets());
  }

  /**
   * What a dashboard is printed with.
   *
   * @param tab key of the only tab that is wanted; all where it is absent
   */
  record PaperBody(@Nullable JsonNode filters, @Nullable String tab, @Nullable Instant moment) {}

  @PostMapping("/pdf")
  ResponseEntity<byte[]> paper(@PathVariable String key, @RequestBody PaperBody body, Actor actor) {
    Inquiry inquiry = new Inquiry(null, key, null, null, body.filters(), null, null, body.moment());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    paper.write(blueprints.current(), actor, inquiry, body.tab(), out);
    return Downloads.of(out.toByteArray(), "pdf");
  }

  @Override
  public String name() {
    return "dashboards";
  }

  @Override
  public List<Map<String, Object>> entries(Blueprint blueprint, Actor actor) {
    return dashboards.list(blueprint, actor).stream()
        .map(dashboard ->
            Map.<String, Object>of(
                "key", dashboard.key(),
                "label", dashboard.label(),
                "position", dashboard.position()))
        .toList();
  }
}

package io.xiaodan.web.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.report.DashboardData;
import io.xiaodan.report.Dashboards;
import io.xiaodan.web.blueprint.MenuEntries;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

  DashboardController(Blueprints blueprints, Dashboards dashboards) {
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

package io.xiaodan.web.report;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.link.LinkThrottle;
import io.xiaodan.report.BoardLinks;
import io.xiaodan.report.DashboardData;
import io.xiaodan.report.Dashboards;
import io.xiaodan.web.problem.ReaderLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Dashboards as people see them who know the address of a link and nothing else; as often as one
 * place may look at one link.
 */
@RestController
@RequestMapping("/api/public/dashboards/{token}")
class PublicBoardController {

  private final Blueprints blueprints;
  private final BoardLinks links;
  private final LinkThrottle throttle;
  private final Dashboards dashboards;

  PublicBoardController(
      Blueprints blueprints, BoardLinks links, LinkThrottle throttle, Dashboards dashboards) {
    this.throttle = throttle;
    this.blueprints = blueprints;
    this.links = links;
    this.dashboards = dashboards;
  }

  @GetMapping
  JsonNode dashboard(@PathVariable String token, HttpServletRequest request) {
    BoardLinks.Opened opened = open(token, request);
    return dashboards
        .require(
            blueprints.current(),
            opened.actor(),
            Objects.requireNonNull(opened.inquiry().dashboard()))
        .document();
  }

  @GetMapping("/data")
  DashboardData data(
      @PathVariable String token,
      @RequestParam(defaultValue = "") List<String> widgets,
      HttpServletRequest request) {
    BoardLinks.Opened opened = open(token, request);
    return dashboards.data(blueprints.current(), opened.actor(), opened.inquiry(), widgets);
  }

  private BoardLinks.Opened open(String token, HttpServletRequest request) {
    BoardLinks.Opened opened = links.open(token, ReaderLanguage.of(request));
    throttle.board(opened.link(), request.getRemoteAddr());
    return opened;
  }
}

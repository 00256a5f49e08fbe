package io.xiaodan.web.guide;

import io.xiaodan.guide.Guide;
import io.xiaodan.guide.Guides;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The first steps of a new workspace, for administrators. */
@RestController
@RequestMapping("/api/guide")
class GuideController {

  private final Guides guides;
  private final Roles roles;

  GuideController(Guides guides, Roles roles) {
    this.guides = guides;
    this.roles = roles;
  }

  /**
   * One step.
   *
   * @param form the form that has a record when the step is done; null where it is a setting
   * @param by how the first ones are entered, {@code file} or {@code hand}; null for a setting
   * @param setting {@code people}, {@code address} or {@code mail}; null for a form
   */
  record StepView(
      String key,
      String label,
      String help,
      @Nullable String form,
      @Nullable String by,
      @Nullable String setting,
      boolean done) {}

  record GuideView(String key, String label, List<StepView> steps) {}

  /** What is open; null where nothing is, or nobody has to see it. */
  record View(@Nullable GuideView guide) {}

  @GetMapping
  View open(Actor actor) {
    roles.requireAdministers(actor);
    return new View(guides.open().map(progress -> view(progress, actor.language())).orElse(null));
  }

  @DeleteMapping("/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void close(@PathVariable String key, Actor actor) {
    roles.requireAdministers(actor);
    guides.close(key, actor.personId());
  }

  private static GuideView view(Guides.Progress progress, Language language) {
    Guide guide = progress.guide();
    return new GuideView(
        guide.key(),
        guide.label().in(language),
        guide.steps().stream()
            .map(step -> view(step, progress.done().contains(step.key()), language))
            .toList());
  }

  private static StepView view(Guide.Step step, boolean done, Language language) {
    String label = step.label().in(language);
    String help = step.help().in(language);
    return switch (step.goal()) {
      case Guide.Goal.HasRecords(String form, Guide.Way way) ->
          new StepView(step.key(), label, help, form, way.key(), null, done);
      case Guide.Goal.IsSetUp(Guide.Setting setting) ->
          new StepView(step.key(), label, help, null, null, setting.key(), done);
    };
  }
}

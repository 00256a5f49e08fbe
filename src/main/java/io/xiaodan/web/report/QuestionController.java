package io.xiaodan.web.report;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.report.Answer;
import io.xiaodan.report.AnswerColumn;
import io.xiaodan.report.AnswerFiles;
import io.xiaodan.report.NumberChanges;
import io.xiaodan.report.Provenance;
import io.xiaodan.report.QuestionSources;
import io.xiaodan.report.Questions;
import io.xiaodan.report.RowsOfNumber;
import io.xiaodan.report.SourceField;
import io.xiaodan.report.SqlText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.MissingNode;

/** Questions that people put together, and those of widgets. */
@RestController
@RequestMapping("/api/questions")
class QuestionController {

  private final Blueprints blueprints;
  private final Questions questions;
  private final QuestionSources sources;
  private final Provenance provenance;
  private final AnswerFiles files;
  private final Messages messages;

  QuestionController(
      Blueprints blueprints,
      Questions questions,
      QuestionSources sources,
      Provenance provenance,
      AnswerFiles files,
      Messages messages) {
    this.files = files;
    this.provenance = provenance;
    this.sources = sources;
    this.blueprints = blueprints;
    this.questions = questions;
    this.messages = messages;
  }

  record Found(String place, String message, String severity) {}

  record Checked(List<Found> findings, List<AnswerColumn> columns) {}

  @PostMapping("/check")
  Checked check(@RequestBody QuestionBody body, Actor actor) {
    Questions.Checked checked =
        questions.check(
            blueprints.current(),
            actor,
            body.question() == null ? MissingNode.getInstance() : body.question());
    return new Checked(
        checked.findings().stream().map(finding -> found(finding, actor)).toList(),
        checked.columns());
  }

  @PostMapping("/answer")
  Answer answer(@RequestBody QuestionBody body, Actor actor) {
    return questions.answer(blueprints.current(), actor, body.inquiry());
  }

  @PostMapping("/rows")
  RowsOfNumber rows(@RequestBody QuestionBody body, Actor actor) {
    return provenance.rows(
        blueprints.current(), actor, body.inquiry(), body.spot(), body.most(), body.after());
  }

  @PostMapping("/words")
  Provenance.Words words(@RequestBody QuestionBody body, Actor actor) {
    return provenance.words(blueprints.current(), actor, body.inquiry(), body.spot());
  }

  @PostMapping("/changes")
  NumberChanges changes(@RequestBody QuestionBody body, Actor actor) {
    return provenance.changes(
        blueprints.current(),
        actor,
        body.inquiry(),
        body.spot(),
        required(body.from()),
        body.to(),
        body.most());
  }

  /** The whole file is made before the answer begins, so that what is wrong is still said. */
  @PostMapping("/export")
  ResponseEntity<byte[]> export(
      @RequestParam(defaultValue = "xlsx") String format,
      @RequestBody QuestionBody body,
      Actor actor)
      throws IOException {
    AnswerFiles.Format kind =
        format.equals("csv") ? AnswerFiles.Format.CSV : AnswerFiles.Format.XLSX;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    files.sheet(blueprints.current(), actor, body.inquiry(), kind, out);
    return Downloads.of(out.toByteArray(), kind == AnswerFiles.Format.CSV ? "csv" : "xlsx");
  }

  private static Instant required(@Nullable Instant from) {
    if (from == null) {
      throw Problem.invalid(List.of(Violation.at("from", Message.of("value_missing"))))
          .exception();
    }
    return from;
  }

  @PostMapping("/sql")
  SqlText sql(@RequestBody QuestionBody body, Actor actor) {
    return questions.sql(blueprints.current(), actor, body.inquiry());
  }

  record Sourced(List<QuestionSources.Entry> items) {}

  record Fields(List<SourceField> fields) {}

  @GetMapping("/sources")
  Sourced sources(Actor actor) {
    return new Sourced(sources.all(blueprints.current(), actor));
  }

  @GetMapping("/sources/{source}")
  Fields fields(
      @PathVariable String source, @RequestParam(defaultValue = "") String path, Actor actor) {
    return new Fields(sources.fields(blueprints.current(), actor, source, path));
  }

  private Found found(Finding finding, Actor actor) {
    return new Found(
        finding.place(),
        messages.text(finding.message(), actor.language()),
        finding.severity().name().toLowerCase(Locale.ROOT));
  }
}

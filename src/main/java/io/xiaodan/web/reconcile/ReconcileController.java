package io.xiaodan.web.reconcile;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.reconcile.Ageing;
import io.xiaodan.reconcile.BankStatements;
import io.xiaodan.reconcile.Reconciliation;
import io.xiaodan.reconcile.match.Match;
import io.xiaodan.web.blueprint.MenuEntries;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Lines of bank statements and what they are for; how old is what is owed. */
@RestController
@RequestMapping("/api/reconcile")
class ReconcileController implements MenuEntries {

  private final Reconciliation reconciliation;
  private final BankStatements statements;
  private final Ageing ageing;
  private final Messages messages;

  ReconcileController(
      Reconciliation reconciliation, BankStatements statements, Ageing ageing, Messages messages) {
    this.reconciliation = reconciliation;
    this.statements = statements;
    this.ageing = ageing;
    this.messages = messages;
  }

  record Refused(long row, String why) {}

  record Report(
      String layout,
      int imported,
      int incoming,
      int known,
      int leftOut,
      int refusedRows,
      List<Refused> refused) {}

  record Share(String item, @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

  record Proposal(
      String customer,
      List<Share> shares,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unapplied,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal difference,
      String tier,
      int confidence,
      List<String> reasons) {}

  record Line(
      UUID id,
      long rev,
      String number,
      Instant at,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
      String payer,
      String account,
      String remark,
      boolean sure,
      List<Proposal> proposals) {}

  record Worklist(
      List<Line> lines,
      boolean more,
      Map<String, Reconciliation.Named> items,
      Map<String, String> customers) {}

  @PostMapping("/statements")
  Report take(@RequestParam(required = false) @Nullable MultipartFile file, Actor actor)
      throws IOException {
    if (file == null) {
      throw Problem.invalid(List.of(Violation.at("file", Message.of("file_missing")))).exception();
    }
    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    try (InputStream content = file.getInputStream()) {
      BankStatements.Report report = statements.take(actor, name, content);
      return new Report(
          report.layout().in(actor.language()),
          report.imported(),
          report.incoming(),
          report.known(),
          report.leftOut(),
          report.refusedRows(),
          report.refused().stream()
              .map(one -> new Refused(one.row(), messages.text(one.why(), actor.language())))
              .toList());
    }
  }

  @GetMapping("/lines")
  Worklist lines(Actor actor) {
    Reconciliation.Worklist list = reconciliation.worklist(actor);
    return new Worklist(
        list.lines().stream().map(line -> line(line, actor)).toList(),
        list.more(),
        list.items(),
        list.customers());
  }

  private Line line(Reconciliation.Waiting line, Actor actor) {
    return new Line(
        line.id(),
        line.rev(),
        line.number(),
        line.at(),
        line.amount(),
        line.payer(),
        line.account(),
        line.remark(),
        line.sure(),
        line.matches().stream().map(match -> proposal(match, actor)).toList());
  }

  private Proposal proposal(Match match, Actor actor) {
    return new Proposal(
        match.customer(),
        match.shares().stream().map(one -> new Share(one.item(), money(one.cents()))).toList(),
        money(match.unapplied()),
        money(match.difference()),
        match.tier().key(),
        match.confidence(),
        match.reasons().stream().map(one -> messages.text(one, actor.language())).toList());
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }

  record Items(List<Reconciliation.Named> items) {}

  @GetMapping("/items")
  Items items(@RequestParam UUID customer, Actor actor) {
    return new Items(reconciliation.openOf(actor, customer));
  }

  record Accepted(UUID receipt) {}

  @PostMapping("/lines/{id}/accept")
  Accepted accept(@PathVariable UUID id, @RequestBody JsonNode body, Actor actor) {
    return new Accepted(
        reconciliation.accept(actor, id, body.path("rev").asLong(-1), decision(body)));
  }

  private static Reconciliation.Decision decision(JsonNode body) {
    try {
      List<Reconciliation.Decision.Part> parts = new ArrayList<>();
      for (JsonNode one : body.path("shares")) {
        parts.add(
            new Reconciliation.Decision.Part(
                UUID.fromString(one.path("item").asString("")),
                new BigDecimal(one.path("amount").asString("")),
                new BigDecimal(one.path("difference").asString("0"))));
      }
      return new Reconciliation.Decision(
          UUID.fromString(body.path("customer").asString("")),
          parts,
          body.path("learn").asBoolean(false),
          body.path("tier").asString("hand"),
          body.path("confidence").asInt(100),
          body.path("reason").asString(""));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(List.of(Violation.at("shares", Message.of("malformed")))).exception();
    }
  }

  @PostMapping("/lines/{id}/undo")
  void undo(@PathVariable UUID id, Actor actor) {
    reconciliation.undo(actor, id);
  }

  @PostMapping("/lines/{id}/ignore")
  void ignore(@PathVariable UUID id, Actor actor) {
    reconciliation.ignore(actor, id, true);
  }

  @PostMapping("/lines/{id}/resume")
  void resume(@PathVariable UUID id, Actor actor) {
    reconciliation.ignore(actor, id, false);
  }

  record Count(int accepted) {}

  @PostMapping("/accept-sure")
  Count acceptSure(Actor actor) {
    return new Count(reconciliation.acceptSure(actor));
  }

  @GetMapping("/ageing")
  Ageing.Answer ageing(
      @RequestParam @Nullable LocalDate asOf,
      @RequestParam @Nullable String base,
      @RequestParam(defaultValue = "") List<Integer> buckets,
      Actor actor) {
    return ageing.ask(actor, new Ageing.Question(asOf, base, buckets));
  }

  @Override
  public String name() {
    return "receivables";
  }

  @Override
  public List<Map<String, Object>> entries(Blueprint blueprint, Actor actor) {
    return reconciliation.isThere(blueprint, actor)
        ? List.of(Map.of("key", "receivables"))
        : List.of();
  }
}

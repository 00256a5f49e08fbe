package io.xiaodan.flow;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Severity;
import io.xiaodan.expression.CaseAnalysis;
import io.xiaodan.expression.CaseFindings;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.FieldDomain;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds in a flow, before it is published, what would go wrong while it runs. */
final class FlowProofReader {

  private final Clock clock;
  private final ZoneId zone;

  FlowProofReader(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  void read(ArtifactId id, Flow flow, Compilation compilation) {
    Form form = Objects.requireNonNull(compilation.find(Form.TYPE, flow.form()));
    Set<String> reached = reachable(flow, flow.start());
    for (FlowNode node : flow.nodes().values()) {
      String place = "nodes." + node.key();
      if (!reached.contains(node.key())) {
        compilation.error(id, place, Message.of("flow.unreachable", "node", node.label()));
      } else if (reachable(flow, node.key()).stream()
          .noneMatch(key -> flow.node(key) instanceof FlowNode.End)) {
        compilation.error(id, place, Message.of("flow.no_end", "node", node.label()));
      }
      switch (node) {
        case FlowNode.Condition condition ->
            conditions(id, form, node, condition.branches(), condition.otherwise(), compilation);
        case FlowNode.Table table ->
            conditions(id, form, node, table.branches(), table.otherwise(), compilation);
        case FlowNode.Split split -> {
          if (!split.all()) {
            conditions(id, form, node, split.branches(), split.otherwise(), compilation);
          }
        }
        default -> {}
      }
    }
    automaticLoops(id, flow, compilation);
  }

  private static Set<String> reachable(Flow flow, String from) {
    Set<String> seen = new HashSet<>(Set.of(from));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      flow.node(open.pop()).next().filter(seen::add).forEach(open::push);
    }
    return seen;
  }

  /** Whether an instance comes to rest there. */
  private static boolean waits(FlowNode node) {
    return node instanceof FlowNode.Human
        || node instanceof FlowNode.Delay
        || node instanceof FlowNode.Perform
        || node instanceof FlowNode.End;
  }

  /** A circle in which nothing waits would never come to an end. */
  private static void automaticLoops(ArtifactId id, Flow flow, Compilation compilation) {
    for (FlowNode node : flow.nodes().values()) {
      if (!waits(node)) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(node.next().toList());
        while (!open.isEmpty()) {
          String key = open.pop();
          if (key.equals(node.key())) {
            compilation.error(id, "nodes." + key, Message.of("flow.endless", "node", node.label()));
            return;
          }
          if (seen.add(key) && !waits(flow.node(key))) {
            flow.node(key).next().forEach(open::push);
          }
        }
      }
    }
  }

  private void conditions(
      ArtifactId id,
      Form form,
      FlowNode node,
      List<Branch> branches,
      @Nullable String otherwise,
      Compilation compilation) {
    String place = "nodes." + node.key();
    List<Formula> conditions = branches.stream().map(Branch::when).toList();
    Environment environment = Environment.of(clock.instant(), zone);
    CaseFindings findings =
        CaseAnalysis.analyse(conditions, domains(form, conditions, environment), environment);
    if (otherwise == null) {
      findings
          .gap()
          .ifPresent(example ->
              compilation.report(
                  new Finding(
                      Severity.ERROR,
                      id,
                      place,
                      Message.of("flow.gap", "node", node.label(), "example", words(form, example)),
                      values(example))));
      if (findings.gap().isEmpty() && !findings.complete()) {
        compilation.error(id, place, Message.of("flow.else_needed", "node", node.label()));
      }
    }
    if (node instanceof FlowNode.Split) {
      return;
    }
    for (int dead : findings.unreachable()) {
      compilation.error(
          id,
          place,
          Message.of(
              "flow.dead_branch", "node", node.label(), "branch", branches.get(dead).label()));
    }
    for (CaseFindings.Overlap overlap : findings.overlaps()) {
      compilation.report(
          new Finding(
              Severity.WARNING,
              id,
              place,
              Message.of(
                  "flow.overlap",
                  "first",
                  branches.get(overlap.first()).label(),
                  "second",
                  branches.get(overlap.second()).label(),
                  "example",
                  words(form, overlap.example())),
              values(overlap.example())));
    }
  }

  private static List<FieldDomain> domains(
      Form form, List<Formula> conditions, Environment environment) {
    List<FieldDomain> domains = new ArrayList<>();
    Set<Path> paths = new HashSet<>();
    conditions.forEach(condition -> paths.addAll(condition.dependencies()));
    for (Path path : paths) {
      FormField field =
          path.names().size() == 1 ? form.fields().get(path.names().getFirst()) : null;
      if (field != null) {
        List<Object> options = new ArrayList<>();
        if (field.type() instanceof SelectType select) {
          options.addAll(select.options().keySet());
        }
        domains.add(new FieldDomain(path, isNeverEmpty(field, environment), options));
      }
    }
    return domains;
  }

  /**
   * A required field, and one computed to something even when nothing is filled in, such as a sum.
   */
  private static boolean isNeverEmpty(FormField field, Environment environment) {
    Formula formula = field.filling().formula();
    if (formula == null) {
      return field.rules().required().constant() && field.rules().required().formula() == null;
    }
    try {
      Values nothing = name -> null;
      return formula.evaluate(nothing, environment) != null;
    } catch (FormulaException e) {
      return false;
    }
  }

  private static Map<String, Object> values(CaseFindings.Example example) {
    Map<String, Object> values = new LinkedHashMap<>();
    example
        .values()
        .forEach((path, value) -> values.put(path.toString(), value == null ? "" : value));
    return values;
  }

  /** A value as people read it: options by their names. */
  private static Label said(@Nullable FormField field, @Nullable Object value) {
    if (field != null && field.type() instanceof SelectType select && value instanceof String key) {
      return select.options().getOrDefault(key, Label.of(key));
    }
    if (value instanceof Boolean yes) {
      return yes ? new Label("是", "yes") : new Label("否", "no");
    }
    return Label.of(String.valueOf(value));
  }

  private static Label words(Form form, CaseFindings.Example example) {
    StringBuilder chinese = new StringBuilder();
    StringBuilder english = new StringBuilder();
    example
        .values()
        .forEach((path, value) -> {
          FormField field = form.field(path.names().getFirst()).orElse(null);
          Label label = field == null ? Label.of(path.toString()) : field.label();
          Label said = said(path.names().size() == 1 ? field : null, value);
          chinese
              .append(chinese.isEmpty() ? "" : "，")
              .append(label.zh())
              .append(value == null ? " 为空" : " = " + said.zh());
          english
              .append(english.isEmpty() ? "" : ", ")
              .append(label.en())
              .append(value == null ? " is empty" : " = " + said.en());
        });
    return new Label(chinese.toString(), english.toString());
  }
}

package io.xiaodan.report;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.filter.RowFilters;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.platform.Workspace;
import io.xiaodan.report.question.Ground;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles dashboards against the forms their questions are about. */
@Component
class DashboardKind implements ArtifactKind<Dashboard> {

  private final RowFilters filters;
  private final Clock clock;
  private final Workspace workspace;

  DashboardKind(RowFilters filters, Clock clock, Workspace workspace) {
    this.filters = filters;
    this.clock = clock;
    this.workspace = workspace;
  }

  @Override
  public ArtifactType<Dashboard> type() {
    return Dashboard.TYPE;
  }

  @Override
  public int order() {
    return 50;
  }

  @Override
  public Map<String, Dashboard> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, Dashboard> dashboards = new LinkedHashMap<>();
    Ground ground = new Everything(compilation.soFar());
    documents.forEach((key, document) ->
        dashboards.put(
            key,
            new DashboardReader(
                    compilation,
                    new ArtifactId(Dashboard.TYPE.kind(), key),
                    ground,
                    documents.keySet())
                .read(document)));
    return dashboards;
  }

  /** Every field of every form: what single people may see of it is decided when they ask. */
  private final class Everything implements Ground {

    private final Blueprint forms;

    Everything(Blueprint forms) {
      this.forms = forms;
    }

    @Override
    public Schema schema(Form form, @Nullable LineItems lines) {
      return lines == null ? form.schema() : lines.schema();
    }

    @Override
    public Set<Path> where(Form form, @Nullable LineItems lines, Schema schema, JsonNode tree) {
      Environment today = Environment.of(clock.instant(), workspace.zone());
      Actor system = Actor.system(Origin.USER);
      return filters.read(forms, system, form, lines, schema, tree, today).reads();
    }
  }
}

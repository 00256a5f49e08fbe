package io.xiaodan.form;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.util.List;
import java.util.function.Function;

/** What balances of records can be read from within a statement. */
public interface FigureSource {

  /** Where they stand in the blueprint. */
  ArtifactType<FigureSource> TYPE = new ArtifactType<>("ledger", FigureSource.class);

  /**
   * The number as an expression; empty where a dimension it is asked at is empty.
   *
   * @param column the text of the field that a path leads to, as SQL
   */
  SqlFragment figure(
      Workspace workspace, LiveField.Balance balance, Function<List<String>, String> column);
}

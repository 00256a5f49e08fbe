/**
 * The formula language: one small, typed, Excel-like language for default values, computed fields,
 * conditions, report measures, row permissions and message templates.
 *
 * <p>A {@link io.xiaodan.expression.Formula} is compiled once and then evaluated on the JVM or
 * turned into SQL; the browser has a twin in {@code web/src/engine/formula}. The three are held
 * together by the vectors in {@code conformance/formulas}. It stands on the lowest floor and uses
 * no other module, no framework and no database driver, so that everything above may use it.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.xiaodan.expression;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

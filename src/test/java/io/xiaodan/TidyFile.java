package io.xiaodan;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The house rules applied to one source file. */
final class TidyFile extends TreeScanner<Void, Void> {

  private static final int MOST_LINES = 400;
  private static final int MOST_METHOD_LINES = 60;
  private static final Pattern OPEN_WORK =
      Pattern.compile("(//|/\\*|^\\s*\\*).*\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\))");
  private static final Pattern FLOAT_FORMAT = Pattern.compile("%[-#+ 0,(\\d.$]*[feg]");
  private static final Set<String> CLOCKED =
      Set.of(
          "Instant",
          "LocalDate",
          "LocalDateTime",
          "LocalTime",
          "ZonedDateTime",
          "OffsetDateTime",
          "Year",
          "YearMonth");
  private static final Map<String, String> BANNED_CALLS =
      Map.of(
          "System.currentTimeMillis", "use the injected java.time.Clock",
          "UUID.randomUUID", "use io.xiaodan.platform.Ids",
          "Thread.sleep", "wait for a condition with a latch, a queue or a future",
          "Math.random", "use a seeded or secure random source");

  private final CompilationUnitTree unit;
  private final String path;
  private final String source;
  private final SourcePositions positions;
  private final List<String> findings = new ArrayList<>();

  TidyFile(CompilationUnitTree unit, SourcePositions positions) throws IOException {
    this.unit = unit;
    this.path = unit.getSourceFile().getName().replace('\\', '/');
    this.source = unit.getSourceFile().getCharContent(true).toString();
    this.positions = positions;
  }

  List<String> findings() {
    long lines = source.lines().count();
    if (lines > MOST_LINES) {
      find(1, lines + " lines: split it, at most " + MOST_LINES + " to a file");
    }
    List<String> all = source.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      if (OPEN_WORK.matcher(all.get(i)).find() && !path.endsWith("TidyFile.java")) {
        find(i + 1, "open work without an issue: do it now, or write it as TO" + "DO(#123)");
      }
    }
    scan(unit, null);
    return findings;
  }

  @Override
  public Void visitMethod(MethodTree method, Void nothing) {
    LineMap lines = unit.getLineMap();
    long start = positions.getStartPosition(unit, method);
    long end = positions.getEndPosition(unit, method);
    if (start >= 0 && end >= 0) {
      long length = lines.getLineNumber(end) - lines.getLineNumber(start) + 1;
      if (length > MOST_METHOD_LINES) {
        find(method, length + " lines: split it, at most " + MOST_METHOD_LINES + " to a method");
      }
    }
    return super.visitMethod(method, nothing);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
    if (isMain() && call.getMethodSelect() instanceof MemberSelectTree select) {
      checkCall(call, select);
    }
    return super.visitMethodInvocation(call, nothing);
  }

  private void checkCall(MethodInvocationTree call, MemberSelectTree select) {
    String type = lastName(select.getExpression().toString());
    String method = select.getIdentifier().toString();
    boolean bare = call.getArguments().isEmpty();
    if (method.equals("now") && bare && CLOCKED.contains(type)) {
      find(call, type + ".now(): use the injected java.time.Clock");
    }
    if (bare && (method.equals("toLowerCase") || method.equals("toUpperCase"))) {
      find(call, method + "(): name the locale, Locale.ROOT for what people do not read");
    }
    if (bare && method.equals("printStackTrace")) {
      find(call, "printStackTrace(): log it or let it through");
    }
    if (method.equals("format") || method.equals("formatted")) {
      checkFormat(call, select);
    }
    String reason = BANNED_CALLS.get(type + "." + method);
    if (reason != null && !path.endsWith("/platform/Ids.java")) {
      find(call, type + "." + method + ": " + reason);
    }
  }

  private void checkFormat(MethodInvocationTree call, MemberSelectTree select) {
    List<ExpressionTree> texts = new ArrayList<>(call.getArguments());
    texts.add(select.getExpression());
    for (ExpressionTree text : texts) {
      if (text instanceof LiteralTree literal
          && literal.getValue() instanceof String pattern
          && FLOAT_FORMAT.matcher(pattern).find()) {
        find(call, "%f rounds binary fractions: use BigDecimal.setScale with a rounding mode");
      }
    }
  }

  @Override
  public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
    String text = select.toString();
    if (isMain()
        && (text.equals("System.out") || text.equals("System.err"))
        && !path.contains("/io/xiaodan/command/")
        && !path.endsWith("/platform/start/Console.java")) {
      find(select, text + ": use a logger, or Console for the person who starts the server");
    }
    return super.visitMemberSelect(select, nothing);
  }

  @Override
  public Void visitNewClass(NewClassTree made, Void nothing) {
    String type = lastName(made.getIdentifier().toString());
    if (type.equals("BigDecimal")
        && made.getArguments().size() == 1
        && made.getArguments().getFirst().getKind() == Tree.Kind.DOUBLE_LITERAL) {
      find(made, "new BigDecimal(double): write new BigDecimal(\"0.1\")");
    }
    if (isMain() && type.equals("Date") && made.getArguments().isEmpty()) {
      find(made, "new Date(): use the injected java.time.Clock");
    }
    return super.visitNewClass(made, nothing);
  }

  private boolean isMain() {
    return path.contains("src/main/java");
  }

  private void find(Tree tree, String what) {
    long position = positions.getStartPosition(unit, tree);
    find(position < 0 ? 1 : unit.getLineMap().getLineNumber(position), what);
  }

  private void find(long line, String what) {
    findings.add(path + ":" + line + " " + what);
  }

  private static String lastName(String qualified) {
    return qualified.substring(qualified.lastIndexOf('.') + 1);
  }
}

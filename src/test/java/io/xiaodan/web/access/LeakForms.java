package io.xiaodan.web.access;

import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The forms whose cells must not leak, and a board over them.
 *
 * @param form the one with the cells
 * @param other a lookup leads to it
 * @param echo a roll-up sums up its numbers
 */
record LeakForms(int number, String form, String other, String echo, String board) {

  void publish(Browser builder) {
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "其他", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "secret", "type": "text"}]}
        """
            .formatted(other));
    Company.publish(builder, document(""));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "回声", "title": "of", "fields": [
          {"key": "of", "type": "reference", "form": "%s"}, {"key": "number", "type": "number", "scale": 0}]}
        """
            .formatted(echo, form));
    Company.publish(
        builder,
        document(
            """
            {"key": "echo", "type": "rollup", "form": "%s", "by": "of", "aggregate": "sum", "of": "number"},\
            """
                .formatted(echo)));
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "leakmaker%d", "label": "x", "forms": {"%s": {"create": true}, "%s": {"view": "all"}}}
        """
            .formatted(number, form, other));
    Company.publish(
        builder,
        """
        {"kind": "dashboard", "key": "%s", "label": "板", "position": 99, "widgets": [%s]}
        """
            .formatted(
                board,
                List.of("code", "alpha", "beta").stream()
                    .map(this::widget)
                    .collect(Collectors.joining(","))));
  }

  private String document(String more) {
    return """
    {"kind": "form", "key": "%1$s", "label": "漏", "title": "code", "fields": [
      {"key": "code", "type": "text"}, {"key": "kind", "type": "text"}, {"key": "owner", "type": "person"},
      {"key": "alpha", "type": "text"}, {"key": "beta", "type": "text", "unique": true}, {"key": "gamma", "type": "long_text"},
      {"key": "papers", "type": "attachment"}, %3$s
      {"key": "link", "type": "reference", "form": "%2$s"}, {"key": "peek", "type": "lookup", "path": "link.secret"},
      {"key": "rows", "type": "lines", "fields": [{"key": "text", "type": "text"}]}],
      "list": {"columns": ["code", "alpha", "beta", "gamma", "peek"], "sort": "alpha"}}
    """
        .formatted(form, other, more);
  }

  private String widget(String field) {
    return """
    {"key": "by_%1$s", "chart": "table", "title": {"zh": "x", "en": "x"}, "definition": {"zh": "x", "en": "x"},
     "layout": {"x": 0, "y": 0, "w": 6, "h": 8},
     "question": {"source": "%2$s", "dimensions": [{"key": "d", "formula": "%1$s"}], "measures": [{"key": "n", "aggregate": "count"}]}}
    """
        .formatted(field, form);
  }
}

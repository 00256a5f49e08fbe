package io.xiaodan.flow;

import io.xiaodan.expression.Template;
import org.jspecify.annotations.Nullable;

/** What people are told at a node, over the fields of the record. */
public record NodeMessage(Template title, @Nullable Template body) {}

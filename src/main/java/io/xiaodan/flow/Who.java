package io.xiaodan.flow;

import io.xiaodan.expression.Formula;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who is asked at a node; all that are named add up, and any one of them decides.
 *
 * @param roles everyone who has one of these roles
 * @param people these people
 * @param starter whether the person who started the flow
 * @param fields the people in these fields of the record
 */
public record Who(Set<String> roles, Set<UUID> people, boolean starter, List<Formula> fields) {}

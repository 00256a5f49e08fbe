package io.xiaodan.reconcile.match;

/** A part of a receipt that is for one item. */
public record Share(String item, long cents) {}

package io.xiaodan.blueprint;

/**
 * The typed key under which a kind's compiled artifacts stand in the {@link Blueprint}.
 *
 * @param kind the kind's name in documents
 * @param compiled the class of a compiled artifact
 */
public record ArtifactType<T>(String kind, Class<T> compiled) {}

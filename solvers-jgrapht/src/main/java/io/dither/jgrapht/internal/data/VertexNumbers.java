package io.dither.jgrapht.internal.data;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of a graph's vertices, by a map that is made once. Thread-safe. */
public final class VertexNumbers {
    private final FlatGraph graph;
    private @Nullable Map<Object, Integer> numbers;

    public VertexNumbers(FlatGraph graph) {
        this.graph = graph;
    }

    /** Finds the number of a vertex; {@code role} is the name of the parameter that holds it. */
    public int of(String role, Object vertex) {
        int number = find(vertex);
        return number < 0 ? graph.vertex(role, vertex) : number;
    }

    /** Finds the number of a vertex, or -1. */
    public synchronized int find(Object vertex) {
        if (numbers == null) {
            numbers = new HashMap<>();
            for (Object name : graph.vertices) {
                numbers.put(name, numbers.size());
            }
        }
        return numbers.getOrDefault(vertex, -1);
    }
}

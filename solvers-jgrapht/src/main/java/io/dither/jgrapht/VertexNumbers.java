package io.dither.jgrapht;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of a graph's vertices, by a map that is made once. Thread-safe. */
final class VertexNumbers {
    private final FlatGraph graph;
    private @Nullable Map<Object, Integer> numbers;

    VertexNumbers(FlatGraph graph) {
        this.graph = graph;
    }

    /** Finds the number of a vertex; {@code role} is the name of the parameter that holds it. */
    synchronized int of(String role, Object vertex) {
        if (numbers == null) {
            numbers = new HashMap<>();
            for (Object name : graph.vertices) {
                numbers.put(name, numbers.size());
            }
        }
        Integer number = numbers.get(vertex);
        return number == null ? graph.vertex(role, vertex) : number;
    }
}

package io.dither.jgrapht.internal.data;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** A list of names that are computed when they are read, so that large graphs do not store millions of them. */
public final class LazyNames extends AbstractList<String> implements RandomAccess {
    private final int size;
    private final IntFunction<String> name;

    public LazyNames(int size, IntFunction<String> name) {
        this.size = size;
        this.name = name;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String get(int index) {
        return name.apply(Objects.checkIndex(index, size));
    }
}

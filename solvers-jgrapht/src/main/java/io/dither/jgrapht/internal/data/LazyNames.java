package io.dither.jgrapht.internal.data;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** A list of names that are computed when they are read, so that large graphs do not store millions of them. */
public final class LazyNames extends AbstractList<String> implements RandomAccess {
    private final int size;
    private final IntFunction<String> nameOf;

    public LazyNames(int size, IntFunction<String> nameOf) {
        this.size = size;
        this.nameOf = nameOf;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String get(int index) {
        return nameOf.apply(Objects.checkIndex(index, size));
    }
}

/** Edges: who talked to whom at which port after everything known was joined, and what became of it. */
@NullMarked
package io.policap.infer.learn.edge;

import org.jspecify.annotations.NullMarked;

/** How outside addresses get the names that rules say, and which names may be asked for (R9, R10). */
@NullMarked
package io.policap.infer.learn.name;

import org.jspecify.annotations.NullMarked;

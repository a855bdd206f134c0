/** What clients asked DNS and were told, and by what names they reached servers: how an address gets its name (R9, R10). */
@NullMarked
package io.policap.infer.name;

import org.jspecify.annotations.NullMarked;

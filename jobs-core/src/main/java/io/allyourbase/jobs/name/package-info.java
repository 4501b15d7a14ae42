@NullMarked
package io.allyourbase.jobs.name;

import org.jspecify.annotations.NullMarked;

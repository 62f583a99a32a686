/** Who may write to shared nodes in place: a world, or a part of it, between two forks. It has nothing, and takes less room than `{}`. */
export class Owner {}

export declare function multiplyHash(): string;

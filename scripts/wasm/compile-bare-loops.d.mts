export declare const bareLoopsFile: string;
export declare function bareLoops(): Promise<string>;
